using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Compat.Lambda.Tests.Serialization;

public sealed partial class SerializerTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<Context> s_serializer = new();

    [Fact]
    public void A_scheduled_event_is_read_in_full()
    {
        var e = Read<ScheduledEvent>("""
            {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events",
             "account":"123456789012","time":"2026-01-15T12:00:00Z","region":"us-east-1",
             "resources":["arn:aws:events:us-east-1:123456789012:rule/stack-ScannerS0-ABC"],"detail":{}}
            """);

        Assert.Equal(("0", "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa"), (e.Version, e.Id));
        Assert.Equal(("Scheduled Event", "aws.events"), (e.DetailType, e.Source));
        Assert.Equal(("123456789012", "us-east-1"), (e.Account, e.Region));
        Assert.Equal((new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc), DateTimeKind.Utc), (e.Time, e.Time.Kind));
        Assert.Equal(["arn:aws:events:us-east-1:123456789012:rule/stack-ScannerS0-ABC"], e.Resources);
        Assert.NotNull(e.Detail);
    }

    [Fact]
    public void An_event_with_a_detail_of_its_own_is_read()
    {
        var e = Read<CloudWatchEvent<Change>>("""{"detail-type":"Change","detail":{"Bucket":"uploads","extra":1}}""");

        Assert.Equal("uploads", e.Detail.Bucket);
        Assert.Null(e.Id);
        Assert.Equal(default, e.Time);
    }

    [Fact]
    public void Names_are_written_as_the_properties_are_spelled_and_null_is_not_written() =>
        Assert.Equal("""{"Bucket":"b"}""", Write(new Change("b", null)));

    [Fact]
    public void A_customizer_changes_the_options()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<Context>(o => o.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);
        using var stream = new MemoryStream();

        serializer.Serialize(new Change("b", "k"), stream);

        Assert.Equal("""{"bucket":"b","key":"k"}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void What_is_not_the_JSON_of_the_type_is_an_error_that_names_it(string json)
    {
        var e = Assert.Throws<JsonSerializerException>(() => Read<Change>(json));

        Assert.Contains(typeof(Change).FullName!, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_the_context_does_not_know_is_an_error_that_says_what_to_add()
    {
        Assert.Contains("[JsonSerializable(typeof(Uri))]", Assert.Throws<JsonSerializerException>(() => Read<Uri>("\"x\"")).Message, StringComparison.Ordinal);
        Assert.Contains("[JsonSerializable(typeof(Uri))]", Assert.Throws<JsonSerializerException>(() => Write(new Uri("http://x"))).Message, StringComparison.Ordinal);
    }

    private static T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return s_serializer.Deserialize<T>(stream);
    }

    private static string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        s_serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal sealed record Change(string Bucket, string? Key);

    [JsonSerializable(typeof(ScheduledEvent))]
    [JsonSerializable(typeof(CloudWatchEvent<Change>))]
    internal sealed partial class Context : JsonSerializerContext;
}

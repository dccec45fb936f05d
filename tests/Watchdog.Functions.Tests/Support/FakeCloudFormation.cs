using System.Net;
using System.Text.Json.Nodes;

namespace Watchdog.Functions.Tests.Support;

/// <summary>Where CloudFormation fetches the answers of custom resources.</summary>
internal sealed class FakeCloudFormation : HttpMessageHandler
{
    public const string Url = "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer?X-Amz-Signature=1";

    public const string StackId = "arn:aws:cloudformation:us-east-1:123456789012:stack/watchdog/1b2c3d40-0000-0000-0000-000000000000";

    public List<JsonNode> Answers { get; } = [];

    public List<string> Urls { get; } = [];

    /// <summary>So many puts fail first, as when S3 asks to slow down.</summary>
    public int Failures { get; set; }

    public static string Request(string type, string stackId = StackId, string url = Url) =>
        $$"""
        {
          "RequestType": "{{type}}", "ResponseURL": "{{url}}", "StackId": "{{stackId}}", "RequestId": "r-1", "LogicalResourceId": "CleanUp",
          "ResourceType": "Custom::WatchdogCleanUp", "ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:watchdog-CircuitBreaker",
          "ResourceProperties": {}{{(type == "Create" ? "" : ", \"PhysicalResourceId\": \"watchdog-CleanUp\"")}}
        }
        """;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Urls.Add($"{request.Method} {request.RequestUri}");
        Assert.Null(request.Content!.Headers.ContentType);
        if (Failures-- > 0)
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        Answers.Add(JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!);
        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}

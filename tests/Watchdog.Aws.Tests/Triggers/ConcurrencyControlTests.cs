using Amazon.Lambda;
using Watchdog.Aws.Triggers;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Triggers;

public sealed class ConcurrencyControlTests(MotoServer moto)
{
    private const string NeverConfigured = """{"Type":"User","Message":"The function f doesn't have an EventInvokeConfig"}""";
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_on_failure_destination_takes_what_is_given_up()
    {
        await moto.SeedAsync("reserve-");
        using var lambda = Clients.Lambda(moto.Url);
        var control = new ConcurrencyControl(lambda);
        Assert.Equal(new FunctionConcurrency(null, HasFailureDestination: true), await control.FindAsync("reserve-with-destination", _token));
        Assert.Equal(new FunctionConcurrency(null, HasFailureDestination: false), await control.FindAsync("reserve-other", _token));
    }

    /// <summary>moto has no dead-letter configs.</summary>
    [Theory]
    [InlineData("""{"TargetArn":"arn:aws:sqs:us-east-1:1:dlq"}""", true)]
    [InlineData("""{"TargetArn":""}""", false)]
    [InlineData("{}", false)]
    public async Task So_does_a_dead_letter_config_unless_it_has_no_target(string config, bool expected)
    {
        await using var aws = new Responder(
            new Answer("""{"ReservedConcurrentExecutions":0}"""),
            new Answer($$$"""{"Configuration":{"FunctionName":"f","DeadLetterConfig":{{{config}}}}}"""),
            new Answer(NeverConfigured, 404, new() { ["x-amzn-ErrorType"] = "ResourceNotFoundException" }));
        Assert.Equal(new FunctionConcurrency(0, expected), await new ConcurrencyControl(Clients.Lambda(aws.Url)).FindAsync("f", _token));
    }

    [Fact]
    public async Task A_destination_for_successes_alone_takes_nothing_that_is_given_up()
    {
        await using var aws = new Responder(
            new Answer("{}"),
            new Answer("""{"Configuration":{"FunctionName":"f"}}"""),
            new Answer("""{"MaximumRetryAttempts":0,"DestinationConfig":{"OnSuccess":{"Destination":"arn:aws:sqs:us-east-1:1:done"},"OnFailure":{}}}"""));
        Assert.Equal(new FunctionConcurrency(null, false), await new ConcurrencyControl(Clients.Lambda(aws.Url)).FindAsync("f", _token));
    }

    [Fact]
    public async Task A_function_that_does_not_exist_is_not_found()
    {
        moto.Require();
        using var lambda = Clients.Lambda(moto.Url);
        Assert.Null(await new ConcurrencyControl(lambda).FindAsync("nobody", _token));
    }

    [Theory]
    [InlineData("ResourceConflictException", 409, 1)]
    [InlineData("ResourceConflictException", 409, null)]
    [InlineData("TooManyRequestsException", 429, 1)]
    public async Task What_may_succeed_later_is_said_to_be_busy_and_of_which_function(string code, int status, int? reserved)
    {
        await using var aws = new Responder(new Answer("""{"message":"refused"}""", status, new() { ["x-amzn-ErrorType"] = code }));
        var error = await Assert.ThrowsAsync<TriggerBusyException>(() => Once(aws).ChangeAsync("orders", reserved, _token));
        Assert.Contains("function orders", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.IsType<AmazonLambdaException>(error.InnerException, exactMatch: false);
    }

    [Fact]
    public async Task What_would_leave_too_little_to_the_others_is_refused_with_what_Lambda_says()
    {
        const string reason = "decreases account's UnreservedConcurrentExecution below its minimum value of [100].";
        await using var aws = new Responder(
            new Answer($$"""{"message":"{{reason}}"}""", 400, new() { ["x-amzn-ErrorType"] = "InvalidParameterValueException" }));
        var error = await Assert.ThrowsAsync<TriggerRefusedException>(() => Once(aws).ChangeAsync("orders", 1, _token));
        Assert.Equal($"Lambda refuses function orders a reserved concurrency of 1: {reason}", error.Message);
    }

    /// <summary>The SDK would try again, after real seconds.</summary>
    private static ConcurrencyControl Once(Responder aws) => new(new AmazonLambdaClient(
        Clients.Credentials, Clients.For(new AmazonLambdaConfig { MaxErrorRetry = 0 }, aws.Url)));
}

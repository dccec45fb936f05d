using System.Net;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Watchdog.Tests.Support;
using InvalidParameterValueException = Amazon.CloudWatch.Model.InvalidParameterValueException;

namespace Compat.AwsSdk.Tests.Wire;

public sealed class Errors
{
    [Fact]
    public async Task A_rest_error_has_its_code_in_the_header_before_the_colon()
    {
        var error = await LambdaError<ResourceInUseException>(new Answer(
            """{"Type":"User","Message":"in use"}""", 400, new() { ["x-amzn-ErrorType"] = "ResourceInUseException:http://internal.amazon.com/", ["x-amzn-RequestId"] = "r-1" }));
        Assert.Equal(("ResourceInUseException", "in use", "r-1"), (error.ErrorCode, error.Message, error.RequestId));
        Assert.Equal((ErrorType.Sender, "User", HttpStatusCode.BadRequest), (error.ErrorType, error.Type, error.StatusCode));
    }

    [Fact]
    public async Task A_conflict_is_a_ResourceConflictException() =>
        await LambdaError<ResourceConflictException>(new Answer("""{"message":"conflict"}""", 409, new() { ["x-amzn-ErrorType"] = "ResourceConflictException" }));

    [Fact]
    public async Task A_json_error_has_its_code_after_the_prefix()
    {
        var error = await CloudWatchError<InvalidNextTokenException>(
            new Answer("""{"__type":"com.amazonaws.cloudwatch#InvalidNextToken","message":"bad token"}""", 400));
        Assert.Equal(("InvalidNextToken", "bad token"), (error.ErrorCode, error.Message));
    }

    [Fact]
    public async Task The_query_error_header_is_preferred_and_says_who_is_at_fault()
    {
        var error = await CloudWatchError<InvalidParameterValueException>(new Answer(
            """{"__type":"com.amazonaws.cloudwatch#InvalidParameterValueException","message":"m"}""", 400, new() { ["x-amzn-query-error"] = "InvalidParameterValue;Sender" }));
        Assert.Equal(("InvalidParameterValue", ErrorType.Sender), (error.ErrorCode, error.ErrorType));
    }

    [Fact]
    public async Task A_json_error_whose_code_has_the_modern_name_is_the_same_exception() =>
        await CloudWatchError<InvalidParameterValueException>(new Answer("""{"__type":"InvalidParameterValueException","Message":"m"}""", 400));

    [Fact]
    public async Task A_code_that_is_not_known_is_the_services_general_exception()
    {
        var error = await CloudWatchError<AmazonCloudWatchException>(new Answer("""{"__type":"BrandNew","message":"m"}""", 400));
        Assert.Equal("BrandNew", error.ErrorCode);
    }

    [Fact]
    public async Task An_error_page_that_is_not_the_services_still_has_its_status()
    {
        var error = await CloudWatchError<AmazonCloudWatchException>(new Answer("<html>Forbidden</html>", 403));
        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
        Assert.Equal("Forbidden", error.ErrorCode);
    }

    [Fact]
    public async Task An_xml_error_has_its_code_in_the_body()
    {
        const string body = """<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>not allowed</Message></Error><RequestId>r-1</RequestId></ErrorResponse>""";
        await using var aws = new Responder(new Answer(body, 403));
        var error = await Assert.ThrowsAsync<AuthorizationErrorException>(
            () => Clients.Sns(aws.Url).PublishAsync(new PublishRequest("arn:aws:sns:us-east-1:1:t", "m"), TestContext.Current.CancellationToken));
        Assert.Equal(("AuthorizationError", "not allowed", "r-1", ErrorType.Sender), (error.ErrorCode, error.Message, error.RequestId, error.ErrorType));
    }

    [Fact]
    public async Task Something_that_is_not_xml_is_a_general_exception_with_its_status()
    {
        await using var aws = new Responder(new Answer("gone", 410));
        var error = await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(
            () => Clients.Sns(aws.Url).PublishAsync(new PublishRequest("arn:aws:sns:us-east-1:1:t", "m"), TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Gone, error.StatusCode);
    }

    private static async Task<T> LambdaError<T>(Answer answer)
        where T : AmazonLambdaException
    {
        await using var aws = new Responder(answer);
        return await Assert.ThrowsAsync<T>(
            () => Clients.Lambda(aws.Url).UpdateEventSourceMappingAsync(new() { UUID = "u", Enabled = false }, TestContext.Current.CancellationToken));
    }

    private static async Task<T> CloudWatchError<T>(Answer answer)
        where T : AmazonCloudWatchException
    {
        await using var aws = new Responder(answer);
        return await Assert.ThrowsAsync<T>(() => Clients.CloudWatch(aws.Url).ListMetricsAsync(new(), TestContext.Current.CancellationToken));
    }
}

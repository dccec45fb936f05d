using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Sts;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Sts;

public sealed class StsTests
{
    [Fact]
    public async Task The_official_client_learns_who_it_is()
    {
        const string Role = "arn:aws:sts::123456789012:assumed-role/watchdog-QueueWatcher/session";
        await using var server = await WireServer.StartAsync(
            [new StsService(new SimulatedAccount(), new Dictionary<string, string> { [TestWire.AccessKeyId] = Role })],
            0,
            new Dictionary<string, string> { [TestWire.AccessKeyId] = TestWire.Secret },
            null,
            null,
            TestContext.Current.CancellationToken);
        async Task<GetCallerIdentityResponse> AskAsync(AWSCredentials credentials)
        {
            using var sts = new AmazonSecurityTokenServiceClient(
                credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
            return await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), TestContext.Current.CancellationToken);
        }

        var role = await AskAsync(new SessionAWSCredentials(TestWire.AccessKeyId, TestWire.Secret, "token"));
        var operatorUser = await AskAsync(new BasicAWSCredentials("AKIAOTHER", "whatever"));
        Assert.Equal((Role, "123456789012"), (role.Arn, role.Account));
        Assert.Equal("arn:aws:iam::123456789012:user/operator", operatorUser.Arn);
        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => AskAsync(new BasicAWSCredentials(TestWire.AccessKeyId, "wrong")));
        Assert.Equal("SignatureDoesNotMatch", refused.ErrorCode);
    }

    [Fact]
    public async Task The_command_line_learns_who_it_is()
    {
        await using var wire = await TestWire.StartAsync();
        var identity = await AwsCli.RunAsync(wire, "sts", "get-caller-identity");

        Assert.Equal("123456789012", (string?)identity!["Account"]);
    }
}

using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Server;

public sealed class SignatureTests
{
    private const string Identity = "Action=GetCallerIdentity&Version=2011-06-15";

    [Fact]
    public async Task A_request_without_a_signature_is_refused_in_the_shape_of_its_protocol()
    {
        await using var wire = await TestWire.StartAsync();
        var json = await RawClient.SendAsync(
            wire, HttpMethod.Post, "/", "{}", null, ("X-Amz-Target", "AmazonSQS.ListQueues"), ("x-amzn-query-mode", "true"));
        var form = await RawClient.SendAsync(wire, HttpMethod.Post, "/", Identity, null, ("Content-Type", "application/x-www-form-urlencoded"));
        var rest = await RawClient.SendAsync(wire, HttpMethod.Get, "/2015-03-31/functions", "", null);

        Assert.All([json, form, rest], answer => Assert.Equal(403, answer.Status));
        Assert.Contains("#MissingAuthenticationToken\"", json.Body, StringComparison.Ordinal);
        Assert.Equal("MissingAuthenticationToken;Sender", json.Headers.GetValues("x-amzn-query-error").Single());
        Assert.Contains("<Code>MissingAuthenticationToken</Code>", form.Body, StringComparison.Ordinal);
        Assert.Equal("MissingAuthenticationToken", rest.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4_request, SignedHeaders=host")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts, SignedHeaders=host, Signature=SIG")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/2026-01-5/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=SIG")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4, SignedHeaders=host, Signature=SIG")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4_request, SignedHeaders=x-amz-date, Signature=SIG")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4_request, SignedHeaders=Host, Signature=SIG")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=xyz")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=SIG, Extra=1")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20260105/us-east-1/sts/aws4_request, Credential=AKIA/20260105/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=SIG")]
    public async Task A_malformed_authorization_header_is_an_incomplete_signature(string authorization)
    {
        await using var wire = await TestWire.StartAsync();
        var answer = await RawClient.SendAsync(
            wire,
            HttpMethod.Post,
            "/",
            Identity,
            authorization.Replace("SIG", new string('a', 64), StringComparison.Ordinal),
            ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Equal(403, answer.Status);
        Assert.Contains("<Code>IncompleteSignature</Code>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_served_is_named()
    {
        await using var wire = await TestWire.StartAsync();
        var answer = await RawClient.JsonAsync(wire, "firehose", "Firehose_20150804.ListDeliveryStreams", "{}");

        Assert.Equal(400, answer.Status);
        Assert.Contains("#UnknownService\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("firehose", answer.Body, StringComparison.Ordinal);
        Assert.Contains("kinesis, lambda, monitoring, sns, sqs, sts", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wrong_secret_does_not_match()
    {
        await using var wire = await TestWire.StartAsync();
        var host = wire.Server.Endpoint.Authority;
        var wrong = RawClient.Sign("wrong", TestWire.AccessKeyId, "lambda", host, "/2016-08-19/account-settings", "");
        var refused = await RawClient.SendAsync(
            wire, HttpMethod.Get, "/2016-08-19/account-settings", "", wrong, ("X-Amz-Date", "20260105T090000Z"));

        Assert.Equal(403, refused.Status);
        Assert.Equal("SignatureDoesNotMatch", refused.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Empty(wire.Server.Usage.Total);
    }

    [Fact]
    public async Task The_canonical_query_is_sorted_and_a_path_is_encoded_twice()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        var host = wire.Server.Endpoint.Authority;
        var encoded = Uri.EscapeDataString(function.Arn);
        var authorization = RawClient.Sign(
            TestWire.Secret, TestWire.AccessKeyId, "lambda", host, $"/2015-03-31/functions/{Uri.EscapeDataString(encoded)}", "Qualifier=%24LATEST&a=&b=1%202");
        var answer = await RawClient.SendAsync(
            wire, HttpMethod.Get, $"/2015-03-31/functions/{encoded}?b=1%202&a&Qualifier=%24LATEST", "", authorization, ("X-Amz-Date", "20260105T090000Z"));

        Assert.Equal((200, ""), (answer.Status, answer.Status == 200 ? "" : answer.Body));
    }

    [Fact]
    public async Task A_body_that_was_changed_on_the_way_does_not_match()
    {
        await using var wire = await TestWire.StartAsync();
        var outcome = await Boto.RunAsync(wire,
            """
            from botocore.auth import SigV4Auth
            from botocore.awsrequest import AWSRequest
            from botocore.credentials import Credentials
            import os, urllib.request, urllib.error
            def send(signed_body, sent_body, payload=None, secret=None, token=None):
                credentials = Credentials(os.environ['AWS_ACCESS_KEY_ID'], secret or os.environ['AWS_SECRET_ACCESS_KEY'], token)
                headers = {'Content-Type': 'application/x-www-form-urlencoded'}
                if payload: headers['X-Amz-Content-SHA256'] = payload
                request = AWSRequest('POST', os.environ['AWS_ENDPOINT_URL'] + '/', data=signed_body, headers=headers)
                if payload == 'UNSIGNED-PAYLOAD': request.context['payload_signing_enabled'] = False
                SigV4Auth(credentials, 'sts', 'us-east-1').add_auth(request)
                try:
                    reply = urllib.request.urlopen(urllib.request.Request(request.url, data=sent_body, headers=dict(request.headers)))
                    return [reply.status, reply.read().decode()]
                except urllib.error.HTTPError as e:
                    return [e.code, e.read().decode()]
            body = b'Action=GetCallerIdentity&Version=2011-06-15'
            out['good'] = send(body, body)
            out['token'] = send(body, body, token='a-session-token')
            out['changed'] = send(body, body + b'&x=1')
            out['secret'] = send(body, body, secret='no')
            import hashlib
            out['hash'] = send(body, body, payload=hashlib.sha256(body).hexdigest())
            out['wrongHash'] = send(body, body + b'&x=1', payload=hashlib.sha256(body).hexdigest())
            out['unsigned'] = send(body, body + b'&x=1', payload='UNSIGNED-PAYLOAD')
            """);

        string Result(string name) => $"{outcome[name]![0]} {outcome[name]![1]}";
        Assert.StartsWith("200 ", Result("good"), StringComparison.Ordinal);
        Assert.StartsWith("200 ", Result("token"), StringComparison.Ordinal);
        Assert.StartsWith("200 ", Result("hash"), StringComparison.Ordinal);
        Assert.StartsWith("200 ", Result("unsigned"), StringComparison.Ordinal);
        Assert.StartsWith("403 ", Result("changed"), StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", Result("changed"), StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", Result("secret"), StringComparison.Ordinal);
        Assert.StartsWith("400 ", Result("wrongHash"), StringComparison.Ordinal);
        Assert.Contains("XAmzContentSHA256Mismatch", Result("wrongHash"), StringComparison.Ordinal);
    }
}

using System.Net;
using System.Net.Sockets;
using Watchdog.Cli.Commands;
using Watchdog.Cli.Tests.Support;

namespace Watchdog.Cli.Tests.Commands;

public sealed class AccountCommandTests
{
    private readonly FakeAccount _account = new();

    [Fact]
    public async Task It_keeps_the_pace_that_was_asked_for_until_it_is_ended()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = new Run(_account);
        var served = AccountCommand.RunAsync(run.Context, A.Scenario(2), 0, speed: 60, null, ended.Token);
        Assert.Equal(0, _account.Minute);
        run.Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(0, _account.Minute);
        // Longer than the scenario: the traffic goes on.
        for (var second = 1; second <= 5; second++)
        {
            run.Time.Advance(TimeSpan.FromSeconds(1));
            await _account.Played.WaitAsync(ended.Token);
            Assert.Equal(second, _account.Minute);
        }
        await ended.CancelAsync();
        Assert.Equal(ExitCode.Ok, await served);
        Assert.True(_account.IsDisposed);
    }

    [Fact]
    public async Task It_prints_commands_that_can_be_pasted()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = new Run(_account);
        var served = AccountCommand.RunAsync(run.Context, A.Scenario(2), 0, speed: 1, null, ended.Token);
        await ended.CancelAsync();
        await served;
        Assert.Contains("AWS_ENDPOINT_URL=http://127.0.0.1:4566 aws sqs list-queues --endpoint-url http://127.0.0.1:4566", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            """echo '{"action":"status"}' | AWS_ENDPOINT_URL=http://127.0.0.1:4566 aws lambda invoke --function-name watchdog-CircuitBreaker --payload fileb:///dev/stdin /dev/stdout""",
            run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_bad_input()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var problem = await Assert.ThrowsAsync<UsageException>(() =>
            AccountCommand.RunAsync(new Run(_account).Context, A.Scenario(2), port, 1, null, TestContext.Current.CancellationToken));
        Assert.StartsWith($"--port: port {port} of 127.0.0.1 cannot be had: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happens_is_told_with_the_simulated_time()
    {
        _account.Script[2] = a => a.Publish("subject");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = new Run(_account);
        var served = AccountCommand.RunAsync(run.Context, A.Scenario(2), 0, speed: 60, null, ended.Token);
        // The third minute: the first two have been told of by then.
        for (var second = 1; second <= 3; second++)
        {
            run.Time.Advance(TimeSpan.FromSeconds(1));
            await _account.Played.WaitAsync(ended.Token);
        }
        await ended.CancelAsync();
        await served;
        Assert.Contains("09:02 @ subject", run.Output, StringComparison.Ordinal);
    }
}

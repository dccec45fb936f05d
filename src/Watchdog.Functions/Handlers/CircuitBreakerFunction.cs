using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Watchdog.Core.Breaker;
using Watchdog.Core.Removal;
using Watchdog.Functions.CloudFormation;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

/// <summary>
/// Invoked by RecursionWatcher, and by a person with <c>aws lambda invoke</c>, who send the same JSON; and by CloudFormation when the stack is
/// made, changed and removed.
/// </summary>
public sealed class CircuitBreakerFunction(
    OperatorDesk desk, StackRemoval removal, StackDesk stack, TimeProvider clock, ILogger<CircuitBreakerFunction> log)
{
    /// <returns>What was asked and done. A bad request is an answer with <c>"ok": false</c>, not a function error: Lambda would try that again.</returns>
    [LambdaFunction]
    public async Task<OperatorAnswer> CircuitBreaker(JsonElement payload, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var now = InvocationTime.Of(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"), clock);
        var answer = StackRequest.IsOne(payload)
            ? await stack.AnswerAsync(payload, now, context.RemainingTime, deadline.Token)
            : await AnswerAsync(OperatorCommandParser.Parse(payload), now, deadline.Token);
        if (answer.Ok)
            log.BreakerAnswered($"{answer.Action}: {answer.Message} {string.Join(' ', answer.Changed)}");
        else
            log.BreakerRefused(answer.Error!);
        return answer;
    }

    private async Task<OperatorAnswer> AnswerAsync(ParsedCommand parsed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (parsed.Command is not { } command)
            return desk.Misread(parsed.Error!);
        return await removal.RefusalAsync(command, cancellationToken) ?? await desk.AnswerAsync(command, now, cancellationToken);
    }
}

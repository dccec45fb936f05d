using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Watchdog.Core.Breaker;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.Handlers;

/// <summary>Invoked by RecursionWatcher, and by a person with <c>aws lambda invoke</c>; both send the same JSON.</summary>
public sealed class CircuitBreakerFunction(OperatorDesk desk, TimeProvider clock, ILogger<CircuitBreakerFunction> log)
{
    /// <returns>What was asked and done. A bad request is an answer with <c>"ok": false</c>, not a function error: Lambda would try that again.</returns>
    [LambdaFunction]
    public async Task<OperatorAnswer> CircuitBreaker(JsonElement payload, ILambdaContext context)
    {
        var parsed = OperatorCommandParser.Parse(payload);
        using var deadline = Deadline.Of(context);
        var now = InvocationTime.Of(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"), clock);
        var answer = parsed.Command is { } command ? await desk.AnswerAsync(command, now, deadline.Token) : desk.Misread(parsed.Error!);
        if (answer.Ok)
            log.BreakerAnswered($"{answer.Action}: {answer.Message} {string.Join(' ', answer.Changed)}");
        else
            log.BreakerRefused(answer.Error!);
        return answer;
    }
}

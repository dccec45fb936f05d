using System.Text.Json;
using Watchdog.Core.Breaker;
using Watchdog.Core.Removal;
using Watchdog.Functions.Hosting;

namespace Watchdog.Functions.CloudFormation;

/// <summary>Answers CloudFormation when the stack is made, changed and removed.</summary>
public sealed class StackDesk(StackRemoval removal, StackResponses responses, Settings settings, TimeProvider clock)
{
    /// <summary>Kept back of the invocation's time for the answer: without one the stack would wait for nothing.</summary>
    private static readonly TimeSpan ForTheAnswer = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(5);

    /// <param name="now">The time of the invocation.</param>
    /// <param name="timeLeft">Of the invocation.</param>
    /// <returns>What was done, as an operator's request would be answered.</returns>
    public async Task<OperatorAnswer> AnswerAsync(JsonElement payload, DateTimeOffset now, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        StackRequest request;
        try
        {
            request = StackRequest.Read(payload, settings.Stack, Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"));
        }
        catch (ArgumentException e)
        {
            return OperatorAnswer.Failure("", e.Message);
        }

        var answer = await CarryOutAsync(request, now, timeLeft, cancellationToken);
        await responses.PutAsync(request.ResponseUrl, StackResponse.To(request, answer.Error), cancellationToken);
        return answer;
    }

    private async Task<OperatorAnswer> CarryOutAsync(StackRequest request, DateTimeOffset now, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        const string Action = "removal";
        try
        {
            if (request.RequestType != "Delete")
            {
                await removal.BeginAsync(cancellationToken);
                return OperatorAnswer.Success(Action, "The stack is there; nothing is to be removed.");
            }
            using var timeUp = new CancellationTokenSource(timeLeft > ForTheAnswer ? timeLeft - ForTheAnswer : TimeSpan.Zero, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
            var report = await removal.EndAsync(now, token => Task.Delay(BetweenRounds, clock, token), both.Token);
            return (report.IsDone
                ? OperatorAnswer.Success(Action, "Every circuit is closed and no alarm of a single resource is left: the stack can go.")
                : OperatorAnswer.Failure(Action, $"Not all that the stack holds is given back yet; delete the stack again to go on. {string.Join(' ', report.Outstanding)}")) with
            {
                Changed = report.Changed,
                Outstanding = report.Outstanding,
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // CloudFormation has to hear of it, or the stack waits for nothing.
            return OperatorAnswer.Failure(Action, $"{e.GetType().Name}: {e.Message}");
        }
    }
}

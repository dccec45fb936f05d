using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Core.Ports;
using FunctionConcurrency = Watchdog.Core.Resources.FunctionConcurrency;

namespace Watchdog.Aws.Triggers;

internal sealed class ConcurrencyControl(IAmazonLambda lambda) : IConcurrencyControl
{
    public async Task<FunctionConcurrency?> FindAsync(string function, CancellationToken ct)
    {
        try
        {
            var concurrency = await lambda.GetFunctionConcurrencyAsync(new GetFunctionConcurrencyRequest { FunctionName = function }, ct);
            var read = await lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = function }, ct);
            return new FunctionConcurrency(
                concurrency.ReservedConcurrentExecutions,
                !string.IsNullOrEmpty(read.Configuration?.DeadLetterConfig?.TargetArn) || await HasDestinationAsync(function, ct));
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    public async Task ChangeAsync(string function, int? reserved, CancellationToken ct)
    {
        try
        {
            if (reserved is { } executions)
                await lambda.PutFunctionConcurrencyAsync(new() { FunctionName = function, ReservedConcurrentExecutions = executions }, ct);
            else
                await lambda.DeleteFunctionConcurrencyAsync(new() { FunctionName = function }, ct);
        }
        catch (ResourceConflictException e)
        {
            throw new TriggerBusyException(
                $"Function {function} is being changed already; Lambda refuses to change its reserved concurrency until that is done.", e);
        }
        catch (TooManyRequestsException e)
        {
            throw new TriggerBusyException(
                $"Lambda got more requests than it takes from this account, so the reserved concurrency of function {function} is as it was.", e);
        }
        catch (InvalidParameterValueException e)
        {
            throw new TriggerRefusedException(
                reserved is { } executions
                    ? $"Lambda refuses function {function} a reserved concurrency of {executions}: {e.Message}"
                    : $"Lambda refuses to take away the reserved concurrency of function {function}: {e.Message}",
                e);
        }
    }

    /// <summary>A function whose asynchronous invocation was never configured has no configuration; that is Lambda's "not found".</summary>
    private async Task<bool> HasDestinationAsync(string function, CancellationToken ct)
    {
        try
        {
            var configured = await lambda.GetFunctionEventInvokeConfigAsync(new() { FunctionName = function }, ct);
            return !string.IsNullOrEmpty(configured.DestinationConfig?.OnFailure?.Destination);
        }
        catch (ResourceNotFoundException)
        {
            return false;
        }
    }
}

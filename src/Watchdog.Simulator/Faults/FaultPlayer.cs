using Watchdog.Simulator.Account;
using Watchdog.Simulator.Account.Physics;
using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.CloudWatch;

namespace Watchdog.Simulator.Faults;

/// <summary>Plays a scenario's faults on the calls of the stack's functions, which their access keys tell apart.</summary>
internal sealed class FaultPlayer : IWireInterceptor
{
    private readonly SimulatedAccount account;
    private readonly Func<string, Task> killAsync;
    private readonly Dictionary<string, StackFunction> callers;
    private readonly (ScenarioFault.Refusal Fault, AttemptDraws Draws)[] refusals;
    private readonly (ScenarioFault.MissingPoints Fault, PointLoss Loss)[] losses;
    private readonly List<ScenarioFault.Kill> kills;

    /// <param name="killAsync">Ends the process of a function by its name, and waits for its end.</param>
    /// <exception cref="ScenarioException">A fault names a function that the stack does not have.</exception>
    public FaultPlayer(IReadOnlyList<ScenarioFault> faults, Stack stack, SimulatedAccount account, Func<string, Task> killAsync)
    {
        this.account = account;
        this.killAsync = killAsync;
        callers = stack.Functions.ToDictionary(f => StackDeployer.Hosted(f).AccessKeyId, StringComparer.Ordinal);
        refusals = [.. faults.OfType<ScenarioFault.Refusal>().Select((fault, i) => (fault, new AttemptDraws(Seed("refusal", i))))];
        losses = [.. faults.OfType<ScenarioFault.MissingPoints>().Select((fault, i) => (fault, new PointLoss(Seed("loss", i), fault.Share)))];
        kills = [.. faults.OfType<ScenarioFault.Kill>()];
        if (kills.Find(k => stack.Functions.All(f => f.LogicalId != k.Function)) is { } unknown)
        {
            throw new ScenarioException(
                $"{unknown.Place}: '{unknown.Function}' is no function of the stack; it must be one of {string.Join(", ", stack.Functions.Select(f => f.LogicalId))}");
        }
    }

    public async Task<WireResponse?> HandleAsync(WireCall call, Func<WireRequest, Task<WireResponse>> answer)
    {
        if (!callers.TryGetValue(call.Request.Caller, out var function))
            return await answer(call.Request);

        var now = Elapsed();
        if (TakeKill(KillMoment.Before, function, call.Operation, now))
        {
            await killAsync(function.Name);
            return null;
        }

        if (refusals.FirstOrDefault(r => Strikes(r.Fault, call, now) && r.Draws.Next(call) < r.Fault.Share).Fault is { } refusal)
            return call.Service.Refuse(call.Request, call.Operation, FaultErrors.Of(refusal.Service, refusal.Error).ToException());

        // Of several, the first counts; GetMetricData is the only operation that takes notice.
        var loss = losses.FirstOrDefault(l => IsOn(l.Fault, l.Fault.For, now)).Loss;
        var response = await answer(call.Request with { PointLoss = loss });
        if (response.Status >= 300 || !TakeKill(KillMoment.After, function, call.Operation, now))
            return response;
        await killAsync(function.Name);
        return null;
    }

    private static bool Strikes(ScenarioFault.Refusal fault, WireCall call, TimeSpan now) =>
        fault.Service == call.Service.SigningName && fault.Operation == call.Operation && IsOn(fault, fault.For, now);

    private static bool IsOn(ScenarioFault fault, TimeSpan length, TimeSpan now) => fault.At <= now && now < fault.At + length;

    /// <summary>Each kill is for one call.</summary>
    private bool TakeKill(KillMoment moment, StackFunction function, string operation, TimeSpan now)
    {
        lock (kills)
        {
            var due = kills.Find(k => k.Moment == moment && k.Function == function.LogicalId && k.Operation == operation && k.At <= now);
            return due is not null && kills.Remove(due);
        }
    }

    private ulong Seed(string kind, int number) => RandomStream.Derive(account.Seed, $"fault {kind} {number}");

    private TimeSpan Elapsed()
    {
        lock (account.Gate)
            return account.Elapsed;
    }
}

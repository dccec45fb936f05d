using System.Collections.Immutable;
using Watchdog.Core.Breaker;

namespace Watchdog.Core.Detection;

/// <summary>What to do about a loop, and the exact commands.</summary>
internal static class LoopRemedies
{
    public static ImmutableArray<string> Mend(string function) =>
    [
        $"Let {function} write to another resource than the one that triggers it.",
        "If it must write there, mark what it writes (an attribute, a message attribute, another prefix) and filter it out in the mapping, or return at once when the mark is found.",
    ];

    public static string Trip(WatchdogStack stack, string function) => $"Open its circuit by hand: {Command(stack, OperatorAction.Trip, function)}";

    public static string Escalate(WatchdogStack stack, string function) => $"Hold all else that can invoke it by hand: {Command(stack, OperatorAction.Escalate, function)}";

    public static string Wait(WatchdogStack stack, string function) =>
        $"Wait for the next message; the breaker opens the circuit or gives everything back by itself. How it stands: {Command(stack, OperatorAction.Status, function)}";

    public static string LookAt(string queue) => $"Look at what waits on {queue}: when its mapping is given back, all of that is worked off, also what the loop has left there.";

    public static string Probe(WatchdogStack stack, string function) =>
        $"When it is mended, have the breaker look whether the loop is gone, and give back if it is: {Command(stack, OperatorAction.Probe, function)}";

    public static string Reset(WatchdogStack stack, string function) => $"Or give back at once what was there before: {Command(stack, OperatorAction.Reset, function)}";

    public static string GiveBack(WatchdogStack stack, string function) =>
        $"If you know that the traffic comes from outside, give back at once what was there before: {Command(stack, OperatorAction.Reset, function)}";

    public static string Status(WatchdogStack stack, string function) => $"Look at the circuit of {function}: {Command(stack, OperatorAction.Status, function)}";

    public static string History(WatchdogStack stack, string function) => $"Look at what was done and why: {Command(stack, OperatorAction.History, function)}";

    private static string Command(WatchdogStack stack, OperatorAction action, string function) => OperatorCommandLine.For(stack.BreakerFunction, action, function);
}

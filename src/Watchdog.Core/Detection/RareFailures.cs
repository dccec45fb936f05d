using System.Collections.Immutable;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Text;

namespace Watchdog.Core.Detection;

/// <summary>
/// <see cref="Symptom.ErrorStall"/> of a function that is called a few times a day: all of its last invocations failed. Decided from hourly
/// sums over two days, since there is nothing to see in minutes. One error among a few successes is nobody's trouble.
/// </summary>
public static class RareFailures
{
    /// <param name="invocations">By the hour, oldest first; an hour in which nothing ran is left out. So are the errors.</param>
    public static Judgement Judge(Function function, IReadOnlyList<HourlyPoint> invocations, IReadOnlyList<HourlyPoint> errors, RareFailureOptions options)
    {
        var errorsByHour = errors.ToDictionary(p => p.Start, p => p.Value);
        var failing = new List<HourlyPoint>();
        HourlyPoint? success = null;
        foreach (var hour in invocations.Where(p => p.Value > 0).Reverse())
        {
            if (errorsByHour.GetValueOrDefault(hour.Start) < hour.Value)
            {
                success = hour;
                break;
            }
            failing.Add(hour);
        }
        if (invocations.Count == 0 || !invocations.Any(p => p.Value > 0))
            return new Judgement.InsufficientData(Symptom.ErrorStall, function.Id, "it was not called");
        var failures = failing.Sum(hour => hour.Value);
        if (failing.Count == 0)
            return new Judgement.Healthy(Symptom.ErrorStall, function.Id, "it succeeded in the newest hour in which it ran");
        var since = failing[^1].Start;
        var isChanged = function.LastModified >= (success?.Start ?? since - options.Window) && function.LastModified < since.AddHours(1);
        if (failing.Count < options.FewestHours || failures < (isChanged ? options.FewestFailuresAfterChange : options.FewestFailures))
            return new Judgement.InsufficientData(Symptom.ErrorStall, function.Id, "too few failures to tell them from an accident");

        var changed = isChanged ? $" Its code or configuration was changed at {Say.Time(function.LastModified)}, after the last success and before the first failure." : "";
        return new Judgement.Trouble(new Finding(
            Symptom.ErrorStall,
            function.Id,
            since,
            Severity.Warning,
            $"All of the last {Say.Number(failures)} invocations of {function.Name} failed, in {failing.Count} different hours since {Say.Time(since)}." +
            (success is { } last ? $" It last succeeded in the hour of {Say.Time(last.Start)}." : $" None succeeded in the last {Say.Duration(options.Window)}."),
            [
                new Evidence("failed invocations", failures, ""),
                new Evidence("hours with failures", failing.Count, ""),
                new Evidence("hours looked at", options.Window.TotalHours, ""),
            ],
            Cause.Of(function.Id, $"{function.Name} fails.{changed}"),
            FunctionStall.Remedies(function.Name, isChanged),
            Deciding: null));
    }
}

/// <summary>When a rarely called function counts as always failing.</summary>
public sealed record RareFailureOptions
{
    /// <summary>How far back; whole hours, at most 15 days. Default two days.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Failures running; 2 and up. Default 4.</summary>
    public double FewestFailures { get; init; } = 4;

    /// <summary>Failures running where a change of the function came just before the first; 2 and up. Default 3.</summary>
    public double FewestFailuresAfterChange { get; init; } = 3;

    /// <summary>Hours in which they happened; 1 and up. Default 3: one event that AWS tries three times is one failure.</summary>
    public int FewestHours { get; init; } = 3;
}

using System.Collections.Immutable;

namespace Watchdog.Core.Resources;

/// <summary>An EventBridge rule as EventBridge describes it.</summary>
/// <param name="Arn"><c>arn:aws:events:REGION:ACCOUNT:rule/NAME</c> on the default bus, <c>…:rule/BUS/NAME</c> on another.</param>
/// <param name="TargetArns">All its targets, every page; a function's may carry a qualifier.</param>
public sealed record EventRule(string Arn, bool IsEnabled, ImmutableArray<string> TargetArns);

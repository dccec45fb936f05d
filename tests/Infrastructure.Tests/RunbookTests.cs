using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;
using Watchdog.Core.Detection;

namespace Infrastructure.Tests;

/// <summary>Whoever is woken finds what woke him in docs/runbook.md.</summary>
public sealed partial class RunbookTests
{
    private static readonly string Runbook = Repository.Read("docs", "runbook.md");

    [Theory]
    [MemberData(nameof(Symptoms))]
    public void Each_symptom_has_a_section_with_what_to_do(string symptom)
    {
        var section = Sections().Matches(Runbook).Single(m => m.Groups[1].Value == symptom).Value;
        Assert.Contains("*Do:*", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_alarm_of_the_template_is_in_the_table_by_its_name_or_with_the_others_of_its_kind()
    {
        var stack = await PlainTemplate.ForStackAsync();
        var alarms = stack.Resources("AWS::CloudWatch::Alarm").Values.Concat(stack.Resources("AWS::CloudWatch::CompositeAlarm").Values)
            .Select(a => ((string)a["AlarmName"]!)[(StackValues.StackName.Length + 1)..]);
        var missing = alarms.Where(name => !Runbook.Contains($"| `watchdog-{KindOf(name)}`", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    public static TheoryData<string> Symptoms => [.. Enum.GetNames<Symptom>().Where(s => s != nameof(Symptom.Recovered))];

    /// <summary>Alarms of which there is one for each watcher, or for each class of trouble, are told once, by the first of them.</summary>
    private static string KindOf(string alarm) => Enum.TryParse<Symptom>(alarm, out _)
        ? nameof(Symptom.Backpressure)
        : Regex.Replace(alarm, "^[A-Za-z]+Watcher-", "RecursionWatcher-");

    [GeneratedRegex(@"^### (\w+)\n(?:(?!^#).*\n)*", RegexOptions.Multiline)]
    private static partial Regex Sections();
}

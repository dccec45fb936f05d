using Watchdog.Cli.Reports;

namespace Watchdog.Cli.Tests.Reports;

public sealed class ReportJsonTests
{
    [Theory]
    [InlineData(240, "4")]
    [InlineData(792, "13.2")]
    [InlineData(0, "0")]
    [InlineData(5, "0.1")]
    [InlineData(241, "4")]
    [InlineData(6000, "100")]
    public void Minutes_have_one_decimal_where_it_says_something(int seconds, string text)
    {
        Assert.Equal(text, ReportMinutes.Of(TimeSpan.FromSeconds(seconds)).ToString());
    }

    [Fact]
    public void A_report_is_written_as_the_format_says()
    {
        var report = new Report(
            "slow-processor",
            40,
            [new ReportedIncident("Throttled", "process-work", 4, null, "warning", "account-concurrency")],
            [new ReportedAction(13.2m, "trip", "process-work", "RecursionWatcher", "why – \"so\"")],
            [new ReportedNotification(4, "subject", 2)],
            [new ReportedCircuit("process-work", "open")],
            new ReportedUsage(5.1m, new SortedDictionary<string, ReportedCalls>(StringComparer.Ordinal)
            {
                ["sqs:ListQueues"] = new(40, 0),
                ["monitoring:GetMetricData"] = new(120, 14400),
            }),
            [new ReportedExpectation("Throttled process-work from 2m within 4m", true, 2), new ReportedExpectation("never trip", false, null)],
            18234);
        Assert.Equal(
            """
            {
              "scenario": "slow-processor",
              "minutes": 40,
              "incidents": [
                {
                  "symptom": "Throttled",
                  "resource": "process-work",
                  "firedAt": 4,
                  "resolvedAt": null,
                  "severity": "warning",
                  "cause": "account-concurrency"
                }
              ],
              "actions": [
                {
                  "at": 13.2,
                  "action": "trip",
                  "function": "process-work",
                  "by": "RecursionWatcher",
                  "reason": "why – \"so\""
                }
              ],
              "notifications": [
                {
                  "at": 4,
                  "subject": "subject",
                  "incidents": 2
                }
              ],
              "circuits": [
                {
                  "function": "process-work",
                  "state": "open"
                }
              ],
              "usage": {
                "usdPerMonth": 5.1,
                "calls": {
                  "monitoring:GetMetricData": {
                    "calls": 120,
                    "metrics": 14400
                  },
                  "sqs:ListQueues": {
                    "calls": 40,
                    "metrics": 0
                  }
                }
              },
              "expectations": [
                {
                  "expect": "Throttled process-work from 2m within 4m",
                  "met": true,
                  "delay": 2
                },
                {
                  "expect": "never trip",
                  "met": false,
                  "delay": null
                }
              ],
              "invocationsDuringLoop": 18234
            }

            """.ReplaceLineEndings("\n"),
            ReportJson.Write(report));
        Assert.False(report.AllMet);
    }
}

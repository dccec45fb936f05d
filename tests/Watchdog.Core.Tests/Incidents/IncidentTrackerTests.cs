using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Resources;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Incidents;

public class IncidentTrackerTests
{
    private const string Queues = "QueueWatcher";
    private const string Functions = "FunctionWatcher";

    private static readonly ResourceId Work = ResourceId.Queue("work");
    private static readonly ResourceId Orders = ResourceId.Function("orders");

    private static Judgement.Trouble Found(Symptom symptom, ResourceId resource, Cause? cause = null) => new(Given.Finding(symptom, resource, cause));

    private static Judgement.Healthy NotFound(Symptom symptom, ResourceId resource) => new(symptom, resource, "test");

    /// <summary>Ticks one after the other; what is over and owes no message is taken off the board, as the desk does.</summary>
    private static List<Incident> Play(string watcher, List<Incident> board, int fromMinute, params Judgement[][] ticks)
    {
        for (var i = 0; i < ticks.Length; i++)
        {
            foreach (var changed in IncidentTracker.Advance(watcher, board, ticks[i], Given.AtMinute(fromMinute + i)))
            {
                board.RemoveAll(incident => incident.Key == changed.Key);
                if (changed is not { State: IncidentState.Resolved, Unsent: null })
                    board.Add(changed);
            }
        }
        return board;
    }

    [Fact]
    public void A_stall_fires_at_the_first_tick_that_finds_it()
    {
        var incident = Assert.Single(Play(Queues, [], 3, [Found(Symptom.ErrorStall, Work)]));
        Assert.Equal((IncidentState.Firing, Given.AtMinute(3), NotificationReason.Fired), (incident.State, incident.FiredAt, incident.Unsent));
    }

    [Fact]
    public void A_rising_backlog_is_wanted_twice()
    {
        var board = Play(Queues, [], 0, [Found(Symptom.Backpressure, Work)]);
        Assert.Equal(IncidentState.Pending, Assert.Single(board).State);
        board = Play(Queues, board, 1, [NotFound(Symptom.Backpressure, Work)], [Found(Symptom.Backpressure, Work)]);
        Assert.Equal(IncidentState.Firing, Assert.Single(board).State);
    }

    [Fact]
    public void What_is_not_found_again_is_forgotten_without_a_word() =>
        Assert.Empty(Play(
            Queues, [], 0,
            [Found(Symptom.Backpressure, Work)],
            [NotFound(Symptom.Backpressure, Work)], [NotFound(Symptom.Backpressure, Work)], [NotFound(Symptom.Backpressure, Work)]));

    [Fact]
    public void A_tick_without_data_neither_confirms_nor_ends()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) };
        Judgement[] blind = [new Judgement.InsufficientData(Symptom.Throttled, Orders, "test")];
        Assert.Equal(IncidentState.Firing, Assert.Single(Play(Functions, board, 1, blind, blind, blind, blind, blind)).State);
    }

    [Fact]
    public void Three_clean_ticks_end_an_incident_and_whoever_was_told_of_it_is_told()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) };
        Judgement[] clean = [NotFound(Symptom.Throttled, Orders)];
        board = Play(Functions, board, 1, clean, clean, clean);
        Assert.Equal((IncidentState.Resolved, NotificationReason.Resolved), (board[0].State, board[0].Unsent));
        Assert.Equal(Given.AtMinute(3), board[0].ResolvedAt);
    }

    [Fact]
    public void An_incident_that_nobody_was_told_of_ends_without_a_word()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions, wasTold: false) };
        Judgement[] clean = [NotFound(Symptom.Throttled, Orders)];
        Assert.Empty(Play(Functions, board, 1, clean, clean, clean));
    }

    [Fact]
    public void A_minute_that_was_judged_before_changes_nothing()
    {
        var board = Play(Functions, [], 5, [Found(Symptom.Throttled, Orders)]);
        Assert.Empty(IncidentTracker.Advance(Functions, board, [NotFound(Symptom.Throttled, Orders)], Given.AtMinute(5)));
        Assert.Empty(IncidentTracker.Advance(Functions, board, [NotFound(Symptom.Throttled, Orders)], Given.AtMinute(4)));
    }

    [Fact]
    public void A_backlog_that_its_consumers_throttling_explains_joins_that_incident_silently()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) };
        var pressure = Found(Symptom.Backpressure, Work, Cause.Of(Orders, "test"));
        var effect = Play(Queues, board, 1, [pressure], [pressure]).Single(i => i.Finding.Symptom == Symptom.Backpressure);
        Assert.Equal((IncidentState.Firing, "Throttled/function/orders", null), (effect.State, effect.Parent, effect.Unsent));
        Assert.Equal([effect], Explanation.EffectsOf(board[0], board));
    }

    [Fact]
    public void A_backlog_waits_for_an_explanation_that_is_itself_still_pending()
    {
        var cause = Given.Firing(Symptom.Throttled, Orders, Functions) with { State = IncidentState.Pending, FiredAt = null, NotifiedAt = null };
        var pressure = Found(Symptom.Backpressure, Work, Cause.Of(Orders, "test"));
        var board = Play(Queues, [cause], 1, [pressure], [pressure]);
        Assert.Equal(IncidentState.Pending, board.Single(i => i.Finding.Symptom == Symptom.Backpressure).State);
    }

    [Fact]
    public void An_effect_that_outlives_its_explanation_is_told_on_its_own()
    {
        var orphan = Given.Firing(Symptom.Backpressure, Work, Queues, Cause.Of(Orders, "test"), wasTold: false) with { Parent = "Throttled/function/orders" };
        var board = Play(Queues, [orphan], 1, [Found(Symptom.Backpressure, Work, Cause.Of(Orders, "test"))]);
        Assert.Equal((null, NotificationReason.Fired), (board[0].Parent, board[0].Unsent));
    }

    [Fact]
    public void A_chain_of_effects_is_followed_to_its_end()
    {
        var hog = Given.Firing(Symptom.RecursiveLoop, ResourceId.Function("imports"), "RecursionWatcher");
        var victim = Given.Firing(Symptom.Throttled, Orders, Functions, Cause.Of(ResourceId.Function("imports"), "test"));
        var backlog = Given.Firing(Symptom.Backpressure, Work, Queues, Cause.Of(Orders, "test"));
        Assert.Equal([victim.Key, backlog.Key], Explanation.EffectsOf(hog, [backlog, hog, victim]).Select(i => i.Key));
    }

    [Fact]
    public void Recovery_ends_a_stall_at_once_and_says_how()
    {
        var board = new List<Incident> { Given.Firing(Symptom.ErrorStall, Work, Queues) };
        var incident = Assert.Single(Play(Queues, board, 9, [new Judgement.Ended(Symptom.ErrorStall, Given.Finding(Symptom.Recovered, Work))]));
        Assert.Equal((IncidentState.Resolved, Symptom.Recovered), (incident.State, incident.Resolution!.Symptom));
    }

    [Fact]
    public void An_incident_that_lasts_is_told_again_after_four_hours()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) };
        Assert.Null(Assert.Single(Play(Functions, board, 239, [Found(Symptom.Throttled, Orders)])).Unsent);
        Assert.Equal(NotificationReason.Repeated, Assert.Single(Play(Functions, board, 240, [Found(Symptom.Throttled, Orders)])).Unsent);
    }

    [Fact]
    public void A_finding_may_ask_for_a_reminder_of_its_own()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) };
        var daily = new Judgement.Trouble(Given.Finding(Symptom.Throttled, Orders) with { RepeatAfter = TimeSpan.FromHours(24) });
        Assert.Null(Assert.Single(Play(Functions, board, 240, [daily])).Unsent);
        Assert.Equal(NotificationReason.Repeated, Assert.Single(Play(Functions, board, 1440, [daily])).Unsent);
    }

    [Fact]
    public void An_incident_that_comes_to_another_stage_is_told_at_once_and_only_then()
    {
        Judgement.Trouble At(string? stage) => new(Given.Finding(Symptom.Throttled, Orders) with { Stage = stage });
        NotificationReason? Told(params string?[] stages)
        {
            var contained = Given.Firing(Symptom.Throttled, Orders, Functions);
            List<Incident> board = [contained with { Finding = contained.Finding with { Stage = "contained" } }];
            return Assert.Single(Play(Functions, board, 1, [.. stages.Select(stage => new Judgement[] { At(stage) })])).Unsent;
        }

        Assert.Null(Told("contained"));
        Assert.Null(Told(null, "contained"));
        Assert.Equal(NotificationReason.Changed, Told("open"));
        Assert.Equal(NotificationReason.Changed, Told(null, "open"));
    }

    [Fact]
    public void A_message_that_is_owed_already_is_not_owed_twice()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) with { Unsent = NotificationReason.Fired } };
        var changed = new Judgement.Trouble(Given.Finding(Symptom.Throttled, Orders) with { Stage = "open" });
        Assert.Equal(NotificationReason.Fired, Assert.Single(Play(Functions, board, 1, [changed])).Unsent);
    }

    [Fact]
    public void The_beginning_is_remembered_when_later_findings_see_less_far_back()
    {
        var board = Play(Functions, [], 5, [new Judgement.Trouble(Given.Finding(Symptom.Throttled, Orders, since: 2))]);
        board = Play(Functions, board, 6, [new Judgement.Trouble(Given.Finding(Symptom.Throttled, Orders, since: 4))]);
        Assert.Equal(Given.AtMinute(2), board[0].Finding.Since);
    }

    [Fact]
    public void Another_watchers_incident_is_left_alone()
    {
        var board = new List<Incident> { Given.Firing(Symptom.Throttled, Orders, Functions) };
        Assert.Empty(IncidentTracker.Advance(Queues, board, [], Given.AtMinute(500)));
    }
}

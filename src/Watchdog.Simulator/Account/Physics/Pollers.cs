namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The pollers of one queue mapping. Each has at most one invocation at a time. They start at five; while messages wait they grow by the
/// account's rate, up to the cap. Pollers that are refused concurrency keep what they have received, wait, and try again; growth stops while
/// they are many. When invocations fail the pollers become fewer, down to five, and grow again once invocations succeed.
/// </summary>
/// <remarks>
/// AWS documents the start, the growth and the cap, and that errors and throttles slow polling down; it gives no rates for the latter. The
/// constants here are chosen so that throttles under a lasting shortage form a plateau, and so that an outage shows within a minute or two.
/// </remarks>
internal sealed class Pollers
{
    public const int AtStart = 5;

    /// <summary>A queue mapping without a cap of its own goes no higher.</summary>
    public const int Ceiling = 1250;

    /// <summary>A refused poller tries again every five seconds on average.</summary>
    private const double RetryShare = 0.2;

    /// <summary>Growth stops when more than this share (and more than two) are being refused.</summary>
    private const double RefusedShare = 0.1;

    /// <summary>Of the refused pollers beyond that share, this part gives up each second.</summary>
    private const double GiveUpShare = 0.05;

    /// <summary>Above this share of failures the pollers back off.</summary>
    private const double ErrorTolerance = 0.1;

    /// <summary>How fast they back off when everything fails: half of them within 14 s.</summary>
    private const double BackOffShare = 0.05;

    /// <summary>The weight of the newest second in the share of failures.</summary>
    private const double ErrorWeight = 0.2;

    /// <summary>Of the pollers that have nothing to do, this part goes each second.</summary>
    private const double IdleShare = 0.02;

    private double total = AtStart;
    private double retryCredit;
    private double errorShare;
    private int attempts;
    private int retries;
    private int succeeded;
    private int failed;

    /// <summary>How many there are.</summary>
    public int Count => (int)total;

    /// <summary>How many of them are being refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Whether nothing changes in a second without messages.</summary>
    public bool AtRest => total == AtStart && Refused == 0 && errorShare == 0;

    /// <summary>A mapping that is enabled anew starts from the beginning.</summary>
    public void Restart()
    {
        (total, retryCredit, errorShare) = (AtStart, 0, 0);
        (Refused, succeeded, failed) = (0, 0, 0);
    }

    /// <summary>How many ask for concurrency this second.</summary>
    /// <param name="busy">Have an invocation that still runs.</param>
    /// <param name="useful">More would find no message.</param>
    public int Ask(int busy, int useful, int cap)
    {
        var ready = Math.Max(0, Math.Min(Count, cap) - Refused - busy);
        retryCredit = Math.Min(Refused, retryCredit + Refused * RetryShare);
        attempts = Math.Min(useful, ready + (int)retryCredit);
        retries = Math.Max(0, attempts - ready);
        retryCredit -= retries;
        return attempts;
    }

    /// <summary>How many of those that asked were refused.</summary>
    public void Answer(int refused) => Refused += refused - retries;

    public void Ended(int succeeded, int failed)
    {
        this.succeeded += succeeded;
        this.failed += failed;
    }

    /// <param name="messagesLeft">Whether messages are still visible.</param>
    /// <param name="used">Slots in use.</param>
    public void EndSecond(bool messagesLeft, int used, int cap, double growthPerMinute)
    {
        var least = Math.Min(AtStart, cap);
        if (succeeded + failed > 0) errorShare += ErrorWeight * ((double)failed / (succeeded + failed) - errorShare);
        if (errorShare < 0.001) errorShare = 0;
        (succeeded, failed) = (0, 0);

        var tolerated = Math.Max(2, total * RefusedShare);
        if (errorShare > ErrorTolerance)
        {
            total *= 1 - BackOffShare * errorShare;
            Refused = 0;
        }
        else if (Refused > tolerated)
        {
            var giveUp = (int)Math.Ceiling((Refused - tolerated) * GiveUpShare);
            total -= giveUp;
            Refused -= giveUp;
        }
        else if (messagesLeft)
        {
            total += growthPerMinute / 60;
        }
        else
        {
            if (attempts == 0) Refused = 0;
            var idle = total - Math.Max(AtStart, used);
            if (idle > 0) total = idle < 0.5 ? total - idle : total - idle * IdleShare;
        }

        total = Math.Clamp(total, least, Math.Max(least, cap));
        Refused = Math.Min(Refused, Count);
        (attempts, retries) = (0, 0);
    }
}

using System.Globalization;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>A control group that gives what runs in it a share of one core, as Lambda does by a function's memory.</summary>
internal sealed class CpuLimit : IDisposable
{
    private const int PeriodMicroseconds = 20_000;

    private readonly string _group;

    private CpuLimit(string group) => _group = group;

    /// <param name="cores">E.g. 0.145, which a function of 256 MB has: memory / 1769 MB.</param>
    /// <exception cref="PlatformNotSupportedException">This machine or this user cannot limit processes.</exception>
    public static CpuLimit Create(double cores)
    {
        const string Root = "/sys/fs/cgroup";
        var isUnified = File.Exists($"{Root}/cgroup.controllers");
        var group = $"{Root}{(isUnified ? "" : "/cpu")}/watchdog-cold-start-{Environment.ProcessId}";
        var quota = ((int)(cores * PeriodMicroseconds)).ToString(CultureInfo.InvariantCulture);
        try
        {
            Directory.CreateDirectory(group);
            if (isUnified)
            {
                File.WriteAllText($"{group}/cpu.max", $"{quota} {PeriodMicroseconds}");
            }
            else
            {
                File.WriteAllText($"{group}/cpu.cfs_period_us", PeriodMicroseconds.ToString(CultureInfo.InvariantCulture));
                File.WriteAllText($"{group}/cpu.cfs_quota_us", quota);
            }
            return new CpuLimit(group);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlatformNotSupportedException($"--cpu needs a cpu controller of control groups that this user may write to ({group}): {e.Message}", e);
        }
    }

    /// <summary>The command, moved into the group before it becomes the program.</summary>
    public IReadOnlyList<string> Around(IReadOnlyList<string> command) => ["/bin/sh", "-c", $"echo $$ >{_group}/cgroup.procs && exec \"$@\"", "sh", .. command];

    public void Dispose()
    {
        // The kernel's folder is no ordinary one: it goes as a whole, and its files cannot be deleted.
        try
        {
            Directory.Delete(_group);
        }
        catch (IOException)
        {
            // A process that is being reaped still counts as a member; an empty group costs nothing.
        }
    }
}

using System.Text;

namespace Watchdog.Simulator.Runtime;

/// <summary>The log of one invocation, with the lines that Lambda adds in the Text format.</summary>
internal sealed class InvocationLog(string requestId)
{
    /// <summary>What X-Amz-Log-Result holds at most.</summary>
    private const int TailBytes = 4096;

    private readonly List<string> lines = [];

    public void Start() => lines.Add($"START RequestId: {requestId} Version: $LATEST");

    public void Add(IEnumerable<string> written) => lines.AddRange(written);

    public void Add(string line) => lines.Add(line);

    /// <param name="init">Duration of the init phase when this was a cold start.</param>
    public void End(TimeSpan duration, int memoryMegabytes, TimeSpan? init)
    {
        lines.Add($"END RequestId: {requestId}");
        var billed = Math.Ceiling((duration + (init ?? TimeSpan.Zero)).TotalMilliseconds);
        var initText = init is { } i ? $"\tInit Duration: {i.TotalMilliseconds:F2} ms" : "";
        lines.Add(
            $"REPORT RequestId: {requestId}\tDuration: {duration.TotalMilliseconds:F2} ms\tBilled Duration: {billed} ms\tMemory Size: {memoryMegabytes} MB{initText}\t");
    }

    /// <summary>The last 4 KB, whole characters.</summary>
    public string Tail()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n');
        var from = Math.Max(0, bytes.Length - TailBytes);
        while (from < bytes.Length && (bytes[from] & 0xC0) == 0x80)
            from++;
        return Encoding.UTF8.GetString(bytes, from, bytes.Length - from);
    }
}

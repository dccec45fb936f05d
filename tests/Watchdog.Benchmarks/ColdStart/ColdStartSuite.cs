using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>Starts all programs in turn, so that whatever else the machine does hits all of them alike.</summary>
internal static class ColdStartSuite
{
    /// <param name="cpu">The share of a core that each gets; null: no limit.</param>
    /// <exception cref="InvalidOperationException">A program failed, or did not make the same calls as the others.</exception>
    public static async Task<ColdStartResults> RunAsync(string repository, string native, int repetitions, double? cpu, CancellationToken cancellationToken)
    {
        var contestants = Contestant.All(repository, native);
        var folder = Directory.CreateTempSubdirectory("watchdog-cold-start-");
        try
        {
            using var limit = cpu is { } cores ? CpuLimit.Create(cores) : null;
            var starter = new Starter(repository, folder.FullName, limit);
            // A round that does not count: it brings the files into memory, and says which calls the script is to make.
            var (_, recorded) = await starter.StartAsync(contestants[0], cancellationToken);
            await File.WriteAllTextAsync(starter.CallsFile, AwsCall.ToJson(recorded.Select(AwsCall.Of)), cancellationToken);
            foreach (var contestant in contestants)
                EnsureSame(contestant, (await starter.StartAsync(contestant, cancellationToken)).Calls, recorded);

            var starts = new List<ColdStartTimes>();
            for (var repetition = 0; repetition < repetitions; repetition++)
                foreach (var contestant in contestants)
                    starts.Add((await starter.StartAsync(contestant, cancellationToken)).Times);
            return new ColdStartResults(starts, recorded.Count, cpu, new FileInfo(native).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Some calls are made at the same time, so their order is not the same in each start.</summary>
    private static void EnsureSame(Contestant contestant, IEnumerable<WireCall> calls, IEnumerable<WireCall> recorded)
    {
        var (made, expected) = (Names(calls), Names(recorded));
        if (made != expected)
            throw new InvalidOperationException($"{contestant.Name} made the calls {made} and not {expected}: a comparison would not be fair.");

        static string Names(IEnumerable<WireCall> calls) =>
            string.Join(", ", calls.Select(c => $"{c.Service.SigningName}:{c.Operation}").Order(StringComparer.Ordinal));
    }
}

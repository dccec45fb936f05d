using System.Text;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account.Physics;
using Watchdog.Simulator.Wire;

namespace Watchdog.Simulator.Faults;

/// <summary>
/// Draws for attempts. Functions make calls at the same time, and in which order those arrive is left to the machine; so each request has a
/// stream of its own, made of what it says, and a request that comes again gets the next draw of it.
/// </summary>
/// <param name="seed">Of the fault.</param>
internal sealed partial class AttemptDraws(ulong seed)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RandomStream> streams = new(StringComparer.Ordinal);

    /// <summary>At least 0, less than 1.</summary>
    public double Next(WireCall call)
    {
        var request = call.Request;
        var query = string.Join('&', request.Query.OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => $"{q.Key}={q.Value}"));
        // Clients make up a token for each transaction; it is the same for its further attempts, and another one in another run.
        var body = Token().Replace(Encoding.UTF8.GetString(request.Body.Span), "");
        var key = $"{request.Caller} {call.Operation} {request.Path} {query} {body}";
        lock (gate)
        {
            if (!streams.TryGetValue(key, out var stream))
                streams[key] = stream = new RandomStream(RandomStream.Derive(seed, key));
            return stream.NextDouble();
        }
    }

    [GeneratedRegex("\"ClientRequestToken\"\\s*:\\s*\"[^\"]*\"")]
    private static partial Regex Token();
}

using Watchdog.Core.Ports;

namespace Watchdog.Core.Topology;

/// <summary>
/// What IAM has said of each role, so that a source that is found later costs one question and not all of them again. To be thrown away when it
/// is old: roles change without a trace.
/// </summary>
public sealed class RoleAnswers(IPermissionSource permissions) : IPermissionSource
{
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    public async Task<IReadOnlySet<string>?> WritableAsync(string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken)
    {
        if (!_answers.TryGetValue(roleArn, out var known))
            _answers[roleArn] = known = new Answer();
        string[] unasked = [.. resourceArns.Where(arn => !known.Asked.Contains(arn))];
        if (unasked.Length > 0)
        {
            var writable = await permissions.WritableAsync(roleArn, unasked, cancellationToken);
            known.IsSilent |= writable is null;
            known.Asked.UnionWith(unasked);
            known.Writable.UnionWith(writable ?? new HashSet<string>());
        }
        return known.IsSilent ? null : known.Writable;
    }

    private sealed class Answer
    {
        public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Writable { get; } = new(StringComparer.Ordinal);

        /// <summary>IAM refused to say at least once.</summary>
        public bool IsSilent { get; set; }
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>The tables of docs/permissions.md: what each function may do, where, what it calls for it, and why.</summary>
internal sealed partial class PermissionTable
{
    private const string Used = "yes";
    private readonly string[] _functions;
    private readonly List<Grant> _grants;
    private readonly ILookup<(string Function, string Action), string> _operations;
    private readonly IReadOnlyDictionary<string, Reason> _reasons;
    private readonly string _region;
    private readonly string _account;

    /// <exception cref="InvalidDataException">An action has no reason, or a reason no action.</exception>
    public PermissionTable(IReadOnlyList<PlayedRun> runs, IReadOnlyDictionary<string, Reason> reasons)
    {
        _reasons = reasons;
        _region = runs[0].Region;
        _account = runs[0].Functions[0].RoleArn.Split(':')[4];
        _functions = [.. runs[0].Functions.Select(f => f.Name)];
        _grants = [.. runs.SelectMany(r => r.Functions).SelectMany(Grant.Of).DistinctBy(g => g.ToString())];
        _operations = runs.SelectMany(r => r.Accesses).Distinct()
            .ToLookup(a => (a.Principal, a.Check.Action), a => a.Operation);
        var allowed = _grants.Where(g => g.IsAllowed).Select(g => g.Action).ToHashSet();
        string[] wrong = [.. allowed.Except(reasons.Keys).Select(a => $"{a} has no reason"), .. reasons.Keys.Except(allowed).Select(a => $"{a} is not allowed to anybody")];
        if (wrong.Length > 0)
            throw new InvalidDataException($"{Reason.File}: {string.Join("; ", wrong)}.");
    }

    public string Write()
    {
        var text = new StringBuilder();
        text.AppendLine("### What changes something").AppendLine();
        Allowed(text, r => r.IsWrite);
        text.AppendLine("### What only reads").AppendLine();
        Allowed(text, r => !r.IsWrite);
        text.AppendLine("### What is denied, whatever else is allowed").AppendLine();
        text.AppendLine("| function | action | on | if |").AppendLine("|---|---|---|---|");
        foreach (var denial in _grants.Where(g => !g.IsAllowed).GroupBy(g => (g.Function, g.Action, g.Conditions)).OrderBy(g => g.Key.Action, StringComparer.Ordinal))
            text.AppendLine($"| {denial.Key.Function} | {denial.Key.Action} | {string.Join("<br>", denial.Select(g => $"`{Short(g.Resource)}`"))} | {Condition(denial.Key.Conditions)} |");
        return text.ToString().TrimEnd();
    }

    private void Allowed(StringBuilder text, Func<Reason, bool> which)
    {
        text.AppendLine($"| action | on | {string.Join(" | ", _functions)} | called as | why |");
        text.AppendLine($"|---|---|{string.Concat(_functions.Select(_ => "---|"))}---|---|");
        var rows = _grants.Where(g => g.IsAllowed && which(_reasons[g.Action]))
            .GroupBy(g => (g.Action, g.Resource, g.Conditions))
            .OrderBy(g => g.Key.Action, StringComparer.Ordinal).ThenBy(g => g.Key.Resource, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var holders = row.Select(g => g.Function).ToHashSet();
            var calls = holders.SelectMany(f => _operations[(f, row.Key.Action)]).Select(o => o.Split(':')[1]).Distinct().Order(StringComparer.Ordinal);
            var on = $"`{Short(row.Key.Resource)}`{(row.Key.Conditions.Length == 0 ? "" : $" if {Condition(row.Key.Conditions)}")}";
            text.AppendLine(
                $"| {row.Key.Action} | {on} | {string.Join(" | ", _functions.Select(f => holders.Contains(f) ? Used : ""))} | {string.Join(", ", calls)} | {_reasons[row.Key.Action].Why} |");
        }

        text.AppendLine();
    }

    private string Condition(string conditions) => conditions.Length == 0 ? "" : $"`{Short(conditions)}`";

    /// <summary>Without what is another in each account, and in each stack.</summary>
    private string Short(string text) => GeneratedName()
        .Replace(text.Replace(_region, "REGION", StringComparison.Ordinal).Replace(_account, "ACCOUNT", StringComparison.Ordinal), "-…")
        .Replace("watchdog-", "STACK-", StringComparison.Ordinal);

    [GeneratedRegex("-[0-9A-F]{12}$")]
    private static partial Regex GeneratedName();
}

using System.Diagnostics.CodeAnalysis;

namespace Watchdog.Core.Resources;

/// <summary>An Amazon Resource Name: <c>arn:partition:service:region:account:resource</c>.</summary>
/// <param name="Resource">All that follows the fifth colon, e.g. <c>function:orders:live</c> or <c>orders-queue</c>.</param>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <exception cref="FormatException">The text does not have six colon-separated parts that begin with <c>arn</c>.</exception>
    public static Arn Parse(string text) =>
        TryParse(text, out var arn)
            ? arn
            : throw new FormatException($"'{text}' is not an ARN; expected arn:partition:service:region:account:resource.");

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Arn? arn)
    {
        var parts = text?.Split(':', 6);
        arn = parts is ["arn", { Length: > 0 }, { Length: > 0 }, _, _, { Length: > 0 }]
            ? new Arn(parts[1], parts[2], parts[3], parts[4], parts[5])
            : null;
        return arn is not null;
    }

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}

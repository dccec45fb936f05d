using System.Globalization;

namespace Watchdog.Aws.State;

internal static class SortableTime
{
    /// <summary>A time in UTC whose texts sort as the times do.</summary>
    public static string ToSortable(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}

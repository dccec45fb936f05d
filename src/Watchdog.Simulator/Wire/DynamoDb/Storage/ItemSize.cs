using System.Text;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>Sizes as DynamoDB counts them: an attribute's name in UTF-8 and its value.</summary>
public static class ItemSize
{
    /// <summary>400 KB, names included.</summary>
    public const int Maximum = 400 * 1024;

    public static int Of(AttributeValue.Map item) => item.Entries.Sum(e => Encoding.UTF8.GetByteCount(e.Key) + e.Value.Size);
}

using System.Xml.Linq;

namespace Watchdog.Compat.Wire.Query;

public static class XmlExtensions
{
    public static XElement? Child(this XElement element, string localName)
    {
        ArgumentNullException.ThrowIfNull(element);
        return element.Elements().FirstOrDefault(e => e.Name.LocalName == localName);
    }

    /// <summary>Null when there is no such child.</summary>
    public static string? Text(this XElement element, string localName) => element.Child(localName)?.Value;

    /// <summary>The members of a list; null when the list is absent or has none.</summary>
    public static List<T>? Members<T>(this XElement element, string localName, Func<XElement, T> read)
    {
        var members = element.Child(localName)?.Elements().Where(e => e.Name.LocalName == "member").Select(read).ToList();
        return members is { Count: > 0 } ? members : null;
    }
}

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event that is not the JSON of its type, or a type that the serializer's context does not know.</summary>
public class JsonSerializerException : Exception
{
    public JsonSerializerException()
    {
    }

    public JsonSerializerException(string message)
        : base(message)
    {
    }

    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}

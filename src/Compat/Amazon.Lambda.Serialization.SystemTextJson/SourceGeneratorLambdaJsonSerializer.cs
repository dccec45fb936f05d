using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A serializer over a context that System.Text.Json's source generator has made, so that nothing is found by reflection.</summary>
/// <remarks>
/// As in the official package the context is made with the serializer's own options: names are read in any case and written as the
/// properties are spelled, and null is not written. What <c>[JsonSourceGenerationOptions]</c> says on the context does not count here; a
/// <c>[JsonPropertyName]</c> does. The official serializer also reads dates given in epoch seconds; this subset does not.
/// <c>DefaultLambdaJsonSerializer</c>, which needs reflection, is left out.
/// </remarks>
/// <typeparam name="TSGContext">The context. It needs the constructor with options that the source generator writes.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly TSGContext _context;

    public SourceGeneratorLambdaJsonSerializer()
        : this(static _ => { })
    {
    }

    /// <param name="customizer">Changes the options after the defaults above are set.</param>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer)
    {
        ArgumentNullException.ThrowIfNull(customizer);
        var options = new JsonSerializerOptions
        {
            PropertyNameCaseInsensitive = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        customizer(options);
        _context = (TSGContext?)Activator.CreateInstance(typeof(TSGContext), options)
            ?? throw new JsonSerializerException($"{typeof(TSGContext)} could not be made.");
    }

    /// <exception cref="JsonSerializerException">The event is not the JSON of a <typeparamref name="T"/>, or the context lacks the type.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        var type = TypeInfo<T>();
        try
        {
            return JsonSerializer.Deserialize(requestStream, type)!;
        }
        catch (JsonException e)
        {
            throw new JsonSerializerException($"The event is not the JSON of a {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <exception cref="JsonSerializerException">The context lacks the type, or the value cannot be written.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        ArgumentNullException.ThrowIfNull(responseStream);
        var type = TypeInfo<T>();
        try
        {
            JsonSerializer.Serialize(responseStream, response, type);
        }
        catch (JsonException e)
        {
            throw new JsonSerializerException($"The {typeof(T).FullName} could not be written as JSON: {e.Message}", e);
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException(
            $"{typeof(TSGContext).FullName} does not know {typeof(T).FullName}; add [JsonSerializable(typeof({typeof(T).Name}))] to it.");
}

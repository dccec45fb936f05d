using System.Diagnostics.CodeAnalysis;

namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of an assembly's handlers, or of one handler.</summary>
/// <param name="serializerType">A class that implements <see cref="ILambdaSerializer"/> and has a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Method, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type serializerType) : Attribute
{
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type SerializerType { get; set; } = serializerType;
}

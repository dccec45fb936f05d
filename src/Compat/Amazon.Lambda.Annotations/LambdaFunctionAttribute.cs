namespace Amazon.Lambda.Annotations;

/// <summary>
/// Makes a method the handler of a Lambda function. Its class is taken from the service provider that the <see cref="LambdaStartupAttribute"/>
/// class configures. With <see cref="LambdaGlobalPropertiesAttribute.GenerateMain"/> the method's name is the value of
/// ANNOTATIONS_HANDLER that selects it.
/// </summary>
/// <remarks>
/// The properties describe the function in a CloudFormation template, which the official generator keeps up to date. The generator here
/// writes code alone, so that they have no effect.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LambdaFunctionAttribute : Attribute
{
    /// <summary>The logical id of the function's resource.</summary>
    public string? ResourceName { get; set; }

    /// <summary>In seconds, 1 to 900; 0 for unset.</summary>
    public uint Timeout { get; set; }

    /// <summary>In MB, 128 to 10240; 0 for unset.</summary>
    public uint MemorySize { get; set; }

    /// <summary>The ARN of the function's role, or <c>@LogicalId</c>.</summary>
    public string? Role { get; set; }

    /// <summary>Names of managed policies, with commas between them.</summary>
    public string? Policies { get; set; }
}

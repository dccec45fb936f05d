namespace Amazon.Lambda.Annotations;

/// <summary>Settings for all handlers of an assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class LambdaGlobalPropertiesAttribute : Attribute
{
    /// <summary>
    /// Whether to generate the entry point of an executable that holds all handlers and runs the one that the environment variable
    /// ANNOTATIONS_HANDLER names.
    /// </summary>
    public bool GenerateMain { get; set; }

    /// <summary>The runtime in the CloudFormation template, such as <c>provided.al2023</c>. It has no effect here: no template is written.</summary>
    public string? Runtime { get; set; }
}

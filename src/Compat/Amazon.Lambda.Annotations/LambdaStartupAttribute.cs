namespace Amazon.Lambda.Annotations;

/// <summary>
/// Marks the class whose <c>public void ConfigureServices(IServiceCollection services)</c> registers what the handlers need. There is at most
/// one in an assembly, and it has a public constructor without parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LambdaStartupAttribute : Attribute;

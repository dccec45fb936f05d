namespace Amazon.Lambda.Annotations;

/// <summary>Takes a handler's parameter from the service provider, in the scope of the invocation.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;

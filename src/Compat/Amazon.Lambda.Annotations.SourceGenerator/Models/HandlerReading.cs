using Amazon.Lambda.Annotations.SourceGenerator.Support;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>A [LambdaFunction] method as it was read: the model, if it can be a handler, or else what keeps it from that.</summary>
internal sealed record HandlerReading(HandlerModel? Model, string Method, Place? Place, EquatableArray<Problem> Problems);

using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Watchdog.Functions.Hosting;

// One executable for all functions: the generated Main runs the handler that ANNOTATIONS_HANDLER names.
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]
[assembly: LambdaSerializer(typeof(FunctionsSerializer))]

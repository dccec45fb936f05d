namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Answers one invocation. What it throws is reported to Lambda as the function's error.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Prepares the function before its first invocation. False ends the process quietly; an exception is an initialization error.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

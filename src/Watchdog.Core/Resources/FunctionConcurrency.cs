namespace Watchdog.Core.Resources;

/// <summary>What a function's reserved concurrency is, and what becomes of asynchronous events that it makes wait too long.</summary>
/// <param name="Reserved">Null: none, the function draws on the account's pool. 0 is a real value: nothing may run.</param>
/// <param name="HasFailureDestination">A dead-letter config or an on-failure destination takes asynchronous events that are given up; without one they are lost.</param>
/// <remarks>Both are those of <c>$LATEST</c>: an alias or version has an on-failure destination of its own, which is not looked at.</remarks>
public sealed record FunctionConcurrency(int? Reserved, bool HasFailureDestination);

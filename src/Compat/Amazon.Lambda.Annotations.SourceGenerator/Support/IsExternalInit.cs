namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler use <c>init</c>, and so records, on netstandard2.0, which lacks the type.</summary>
internal static class IsExternalInit;

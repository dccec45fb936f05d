namespace Watchdog.Core.Breaker;

/// <summary>One kind of trigger, as the breaker holds it and gives it back.</summary>
internal interface IHeldTrigger
{
    /// <summary>The trigger in a sentence, e.g. <c>Mapping 1f… (work -> process-work)</c>.</summary>
    string Name { get; }

    /// <summary>Compares what is there now with what the circuit's state wants of it.</summary>
    Task<TriggerLook> LookAsync(Circuit circuit, CancellationToken cancellationToken);
}

/// <summary>How a trigger is, against what its circuit wants.</summary>
internal abstract record TriggerLook
{
    private TriggerLook()
    {
    }

    /// <summary>It exists no more.</summary>
    public sealed record Gone : TriggerLook;

    /// <summary>It is as the circuit wants it, and nothing is under way.</summary>
    public sealed record Met : TriggerLook;

    /// <summary>An earlier change is being carried out; there is nothing to ask for now.</summary>
    /// <param name="Now">What it is, e.g. <c>Disabling</c>.</param>
    /// <param name="Advice">What comes next.</param>
    public sealed record Changing(string Now, string Advice) : TriggerLook;

    /// <summary>It has to be changed.</summary>
    /// <param name="Now">What it is; reads well after "is".</param>
    /// <param name="Change">What is done about it, e.g. <c>disabled (was enabled)</c>.</param>
    /// <param name="ChangeAsync">Does it; may be repeated.</param>
    public sealed record Differs(string Now, string Change, Func<CancellationToken, Task> ChangeAsync) : TriggerLook;
}

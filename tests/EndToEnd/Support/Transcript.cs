using System.Text;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>What a program has written to one of its streams so far.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = New();

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    /// <summary>Completes when there is more than at the time of asking.</summary>
    public Task More
    {
        get
        {
            lock (_text)
                return _more.Task;
        }
    }

    public async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            TaskCompletionSource more;
            lock (_text)
            {
                _text.Append(buffer, 0, read);
                (more, _more) = (_more, New());
            }
            more.SetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

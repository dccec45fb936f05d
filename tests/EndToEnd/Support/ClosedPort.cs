using System.Net;
using System.Net.Sockets;

namespace Watchdog.EndToEnd.Tests.Support;

/// <summary>A port on which nobody listens, and that nobody else gets meanwhile: it is bound, and every connection to it is refused.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Address => _socket.LocalEndPoint!.ToString()!;

    public void Dispose() => _socket.Dispose();
}

namespace McoaRouter.Wire;

/// <summary>Protocol numbers of transports that flows are told apart by, beside <see cref="ProtocolNumbers"/>.</summary>
internal static class FlowProtocols
{
    internal const int Tcp = 6;
    internal const int Dccp = 33;
    internal const int Esp = 50;
    internal const int Sctp = 132;
    internal const int UdpLite = 136;
}

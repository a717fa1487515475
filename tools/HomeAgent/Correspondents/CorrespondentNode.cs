using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// A correspondent of mobile nodes as one machine without input or output of its own (RFC 6275 §9, draft §6): it
/// answers the return routability procedure, keeps a binding cache, and sends and receives straight to and from care-of
/// addresses. After construction it allocates nothing. One thread makes all calls. It answers nothing of mobility
/// before it is seeded.
/// </summary>
public sealed class CorrespondentNode
{
    // Unreachable care-of addresses in a row that make an error persistent (RFC 6275 §9.3.4).
    private const int PersistentErrors = 3;

    private readonly CorrespondentSettings _settings;
    private readonly ILink _network;
    private readonly ICorrespondentListener _listener;
    private readonly RandomSource _random = new RandomSource();
    private readonly NonceTable _nonces;
    private readonly CorrespondentUpdateProcessor _processor;
    private readonly CorrespondentMessageWriter _writer;
    private readonly TestInit _testInit;
    private readonly ErrorReporter _errors;
    private readonly ErrorRateLimit _errorRate = new ErrorRateLimit();
    private readonly Ipv6Packet _packet = new Ipv6Packet();

    /// <summary>Sets aside all memory.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="network">Where everybody is reached: whole IPv6 packets from the correspondent's address.</param>
    /// <param name="listener">Upper layers, and who is told of changes.</param>
    public CorrespondentNode(CorrespondentSettings settings, ILink network, ICorrespondentListener listener)
    {
        _settings = settings;
        _network = network;
        _listener = listener;
        _nonces = new NonceTable(_random);
        Bindings = new CorrespondentCache(settings.Capacity, listener);
        _processor = new CorrespondentUpdateProcessor(settings, Bindings, _nonces);
        _writer = new CorrespondentMessageWriter(settings, _nonces);
        _testInit = new TestInit(settings.Profile);
        _errors = new ErrorReporter(settings.Address);
    }

    /// <summary>The binding cache, to look at.</summary>
    public CorrespondentCache Bindings { get; }

    /// <summary>What was refused, by reason.</summary>
    public RefusalCounters Refusals { get; } = new RefusalCounters();

    /// <summary>Packets sent straight to care-of addresses.</summary>
    public TrafficCounters OptimizedOutbound { get; } = new TrafficCounters();

    /// <summary>Packets received straight from care-of addresses.</summary>
    public TrafficCounters OptimizedInbound { get; } = new TrafficCounters();

    /// <summary>
    /// When <see cref="Poll"/> must next be called, in monotonic ms, or <see cref="MobileRouter.NoDeadline"/>. To be
    /// read again after every other call.
    /// </summary>
    public long NextDeadline
    {
        get
        {
            long expiry = Bindings.NextExpiry();
            long request = NextRequest();
            return expiry < request ? expiry : request;
        }
    }

    /// <summary>
    /// Gives octets that nobody can tell in advance, <see cref="RandomSource.SeedOctets"/> or more altogether.
    /// </summary>
    public void Seed(byte[] octets, int offset, int length)
    {
        _random.Seed(octets, offset, length);
    }

    /// <summary>
    /// Sends a packet of the upper layers: with a type 2 routing header to the care-of address of the preferred binding
    /// where its destination is a home address with one (RFC 6275 §9.3.2, draft §6.1), otherwise as it is.
    /// </summary>
    /// <returns>Whether the link took it.</returns>
    public bool Send(PacketBuffer packet, long now)
    {
        Bindings.Expire(now);
        int length = packet.Length;
        bool optimized = Ipv6Header.Check(packet.Octets, packet.Start, length) == Refusal.None && Optimize(packet);
        if (packet.Length > _network.MaximumTransmissionUnit)
        {
            Refusals.Add(Refusal.TooBig);
            return false;
        }

        if (!_network.Send(packet))
        {
            Refusals.Add(Refusal.LinkRefused);
            return false;
        }

        if (optimized)
        {
            OptimizedOutbound.Add(length);
        }

        return true;
    }

    /// <summary>
    /// A whole IPv6 packet for the correspondent's address came in. The buffer may be changed within the call.
    /// </summary>
    public void Receive(PacketBuffer packet, long now)
    {
        Bindings.Expire(now);
        bool read = _packet.TryRead(packet.Octets, packet.Start, packet.Length);
        Refusal refusal = read || _packet.Refusal == Refusal.Fragment ? Dispatch(packet, now) : _packet.Refusal;
        if (refusal != Refusal.None)
        {
            Refusals.Add(refusal);
        }
    }

    /// <summary>Runs the timers that are due. Harmless when called early, late or twice.</summary>
    public void Poll(long now)
    {
        Bindings.Expire(now);
        for (int i = 0; i < Bindings.Capacity && _settings.RefreshRequests; i++)
        {
            MobileNode node = Bindings.At(i);
            for (int j = 0; j < node.Count; j++)
            {
                CachedBinding binding = node.At(j);
                if (binding.IsInUse && binding.AskAt <= now)
                {
                    binding.AskAt = MobileRouter.NoDeadline;
                    _writer.WriteRefreshRequest(node, binding);
                    SendMessage();
                }
            }
        }
    }

    private Refusal Dispatch(PacketBuffer packet, long now)
    {
        if (!Ipv6Address.Equal(_packet.Buffer, _packet.DestinationOffset, _settings.Address, 0))
        {
            return Refusal.WrongPeer;
        }

        // RFC 6275 §8.2: type 2 routing headers are for mobile nodes.
        if (_packet.RoutingAddressOffset >= 0)
        {
            return Refusal.RoutingHeader;
        }

        if (_packet.Refusal == Refusal.None && _packet.Protocol == ProtocolNumbers.Mobility)
        {
            return ReceiveMobility(packet, now);
        }

        if (_packet.HomeAddressOffset >= 0)
        {
            return ReceiveOptimized(packet, now);
        }

        if (_packet.Refusal == Refusal.None && _packet.Protocol == ProtocolNumbers.Icmpv6)
        {
            NoteUnreachable(now);
        }

        _listener.PacketReceived(packet, now);
        return Refusal.None;
    }

    private Refusal ReceiveMobility(PacketBuffer packet, long now)
    {
        Refusal refusal = MobilityHeader.Check(_packet);
        if (refusal != Refusal.None)
        {
            ReportMalformed(refusal, packet, now);
            return refusal;
        }

        if (!_random.IsSeeded)
        {
            return Refusal.NoBinding;
        }

        _nonces.Advance(now);
        switch (MobilityHeader.Type(_packet.Buffer, _packet.PayloadOffset))
        {
            case MobilityHeader.HomeTestInit:
                return AnswerTest(packet, false, now);
            case MobilityHeader.CareOfTestInit:
                return AnswerTest(packet, true, now);
            case MobilityHeader.BindingUpdate:
                return Register(packet, now);
            case MobilityHeader.HomeTest:
            case MobilityHeader.CareOfTest:
            case MobilityHeader.BindingAcknowledgement:
            case MobilityHeader.BindingRefreshRequest:
            case MobilityHeader.BindingError:
                return Refusal.NotAwaited;
            default:
                return ReportError(BindingError.UnrecognizedMessage, Refusal.UnknownMessage, now);
        }
    }

    /// <summary>
    /// Answers without keeping anything (RFC 6275 §5.2.5, §9.4). A message with a Home Address option is ignored.
    /// </summary>
    private Refusal AnswerTest(PacketBuffer packet, bool careOf, long now)
    {
        if (!_testInit.TryRead(_packet.Buffer, _packet.PayloadOffset, _packet.PayloadLength))
        {
            ReportMalformed(_testInit.Refusal, packet, now);
            return _testInit.Refusal;
        }

        if (_packet.HomeAddressOffset >= 0)
        {
            return Refusal.DestinationOption;
        }

        if (!Ipv6Address.IsRoutable(_packet.Buffer, _packet.SourceOffset))
        {
            return Refusal.AddressNotForwardable;
        }

        _writer.WriteTest(_packet, _testInit, careOf, careOf ? BidOfTest() : 0);
        return SendMessage();
    }

    /// <summary>
    /// The Binding Identifier that a Care-of Test names as its init message did (RFC 5648 §4.3), or 0.
    /// </summary>
    private int BidOfTest()
    {
        return _settings.Mcoa
            && _settings.Profile.IdentifiesCareOfTests
            && _testInit.Options.BindingIdentifierCount == 1
            && _settings.Profile.IsWellFormed(_packet.Buffer, _testInit.Options.BindingIdentifierAt(0))
                ? BindingIdentifierOption.Bid(_packet.Buffer, _testInit.Options.BindingIdentifierAt(0))
                : 0;
    }

    private Refusal Register(PacketBuffer packet, long now)
    {
        Refusal refusal = _processor.Process(_packet, now);
        if (refusal != Refusal.None)
        {
            ReportMalformed(refusal, packet, now);
            return refusal;
        }

        JudgedUpdate judged = _processor.Judged;
        if (_processor.IsAnswered)
        {
            _writer.WriteAnswer(_packet, judged);
            refusal = SendMessage();
        }

        _listener.BindingUpdateProcessed(judged.Status, judged.AnsweredSequence, now);
        return refusal;
    }

    /// <summary>
    /// A packet with a Home Address option counts only with a binding of that home address to its source (RFC 6275
    /// §9.3.1, RFC 5648 §6.5).
    /// </summary>
    private Refusal ReceiveOptimized(PacketBuffer packet, long now)
    {
        if (!Ipv6Address.IsRoutable(_packet.Buffer, _packet.HomeAddressOffset))
        {
            return Refusal.NoHomeAddress;
        }

        MobileNode node = Bindings.Find(_packet.Buffer, _packet.HomeAddressOffset);
        int index = node == null ? -1 : node.FindCareOfAddress(_packet.Buffer, _packet.SourceOffset);
        bool secured = _packet.Protocol == ProtocolNumbers.EncapsulatingSecurityPayload
            || _packet.Protocol == ProtocolNumbers.AuthenticationHeader;
        if (index < 0 && !secured)
        {
            return ReportError(BindingError.UnknownBinding, Refusal.NoBinding, now);
        }

        if (!RouteOptimization.RemoveHomeAddress(packet, _packet))
        {
            return Refusal.NoHomeAddress;
        }

        if (index >= 0)
        {
            node.At(index).Unreachable = 0;
        }

        OptimizedInbound.Add(packet.Length);
        _listener.PacketReceived(packet, now);
        return Refusal.None;
    }

    private bool Optimize(PacketBuffer packet)
    {
        MobileNode node = Bindings.Find(packet.Octets, packet.Start + Ipv6Header.DestinationOffset);
        CachedBinding binding = node == null ? null : node.Preferred();
        if (binding == null || !RouteOptimization.AddRoutingHeader(packet, _packet, binding.CareOfAddress, 0))
        {
            return false;
        }

        binding.IsInUse = true;
        return true;
    }

    /// <summary>
    /// Persistent errors about packets that a binding carried delete it (RFC 6275 §9.3.4, draft §3.2): three without a
    /// packet from its care-of address between them.
    /// </summary>
    private void NoteUnreachable(long now)
    {
        byte[] buffer = _packet.Buffer;
        int at = _packet.PayloadOffset;
        int invoking = at + Icmpv6Error.InvokingPacketOffset;
        int routing = invoking + Ipv6Header.Length;
        if (_packet.PayloadLength < Icmpv6Error.InvokingPacketOffset + Ipv6Header.Length + RoutingHeaderType2.Length
            || Icmpv6.Type(buffer, at) != Icmpv6Error.DestinationUnreachable
            || Icmpv6.Check(_packet) != Refusal.None
            || buffer[invoking + Ipv6Header.NextHeaderOffset] != ProtocolNumbers.Routing
            || buffer[routing + RoutingHeaderType2.TypeOffset] != RoutingHeaderType2.Type)
        {
            return;
        }

        MobileNode node = Bindings.Find(buffer, routing + RoutingHeaderType2.AddressOffset);
        int index = node == null ? -1 : node.FindCareOfAddress(buffer, invoking + Ipv6Header.DestinationOffset);
        if (index >= 0 && ++node.At(index).Unreachable == PersistentErrors)
        {
            Bindings.Remove(node, index, now);
        }
    }

    private Refusal ReportError(int status, Refusal refusal, long now)
    {
        if (Ipv6Address.IsRoutable(_packet.Buffer, _packet.SourceOffset) && _errorRate.Take(now))
        {
            _writer.WriteError(_packet, status);
            SendMessage();
        }

        return refusal;
    }

    /// <summary>
    /// A wrong payload protocol, and a message shorter than its type allows, are answered by a Parameter Problem that
    /// points at the field (RFC 6275 §9.2).
    /// </summary>
    private void ReportMalformed(Refusal refusal, PacketBuffer packet, long now)
    {
        bool protocol = refusal == Refusal.PayloadProtocol;
        if (!protocol && refusal != Refusal.Truncated)
        {
            return;
        }

        int field = protocol ? 0 : MobilityHeader.HeaderLengthOffset;
        int pointer = _packet.PayloadOffset - packet.Start + field;
        if (_errors.Prepare(Icmpv6Error.ParameterProblem, 0, pointer, packet, now)
            && !_network.Send(_errors.Packet))
        {
            Refusals.Add(Refusal.LinkRefused);
        }
    }

    private long NextRequest()
    {
        long next = MobileRouter.NoDeadline;
        for (int i = 0; i < Bindings.Capacity && _settings.RefreshRequests; i++)
        {
            for (int j = 0; j < Bindings.At(i).Count; j++)
            {
                CachedBinding binding = Bindings.At(i).At(j);
                next = binding.IsInUse && binding.AskAt < next ? binding.AskAt : next;
            }
        }

        return next;
    }

    private Refusal SendMessage()
    {
        return _network.Send(_writer.Packet) ? Refusal.None : Refusal.LinkRefused;
    }
}

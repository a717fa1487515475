using System.Runtime.InteropServices;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// The calls into the C library that .NET has no class for, with their numbers (the same on all 64-bit Linux).
/// </summary>
internal static unsafe partial class LibC
{
    public const int AddressFamilyUnix = 1;
    public const int AddressFamilyInet = 2;
    public const int AddressFamilyInet6 = 10;
    public const int AddressFamilyNetlink = 16;
    public const int AddressFamilyPacket = 17;
    public const int BadDescriptorState = 77;
    public const int ClockBootTime = 7;
    public const int EventNonBlocking = 0x800 | 0x80000;
    public const int EtherTypeIpv6 = 0x86DD;
    public const int MessageTruncated = 0x20;
    public const int MessageDontWait = 0x40;
    public const int MessageNoSignal = 0x4000;
    public const int AddressInUse = 98;
    public const int NoBufferSpace = 105;
    public const int TryAgain = 11;
    public const int Interrupted = 4;
    public const int ConnectionRefused = 111;
    public const int NoSuchFile = 2;
    public const int NoSuchDeviceOrAddress = 6;
    public const int SetAttributesNow = 0;
    public const int OpenReadWrite = 2;
    public const int OpenNoControllingTerminal = 0x100;
    public const int OpenNonBlocking = 0x800;
    public const int OpenDirectory = 0x10000;
    public const int OpenCloseOnExec = 0x80000;
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const int ProtocolRaw = 255;
    public const int SocketStream = 1;
    public const int SocketDatagram = 2;
    public const int SocketRaw = 3;
    public const int SocketNonBlocking = 0x800;
    public const int SocketCloseOnExec = 0x80000;
    public const int SolSocket = 1;
    public const int SolPacket = 263;
    public const int OptionReceiveBuffer = 8;
    public const int OptionReceiveBufferForce = 33;
    public const int OptionNoChecksum = 11;
    public const int OptionBindToDevice = 25;
    public const int OptionAttachFilter = 26;
    public const int LevelIp = 0;
    public const int OptionTypeOfService = 1;
    public const int OptionMtuDiscover = 10;
    public const int OptionFreeBind = 15;
    public const int OptionIpv6FreeBind = 78;
    public const int OptionAddMembership = 1;
    public const int OptionIgnoreOutgoing = 23;
    public const ushort MembershipAllMulticast = 2;
    public const int LevelUdp = 17;
    public const int OptionUdpSegment = 103;
    public const int OptionUdpGro = 104;
    public const int LevelIpv6 = 41;
    public const int OptionJoinGroup = 20;
    public const int OptionJoinAnycast = 27;
    public const nuint RequestInterfaceFlags = 0x8913;
    public const nuint RequestInterfaceAddress = 0x8927;
    public const nuint RequestEthtool = 0x8946;
    public const nuint RequestTunSetInterface = 0x400454CA;
    public const nuint RequestTunSetOffload = 0x400454D0;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, void* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "writev", SetLastError = true)]
    public static partial nint WriteVectors(int descriptor, IoVector* parts, int count);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int descriptor, void* address, int length);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, void* address, int length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(int descriptor, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int descriptor, void* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int descriptor, int mode);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, void* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetTerminalAttributes(int descriptor, byte* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetTerminalAttributes(int descriptor, int when, byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* attributes);

    [LibraryImport("libc", EntryPoint = "cfsetspeed", SetLastError = true)]
    public static partial int SetSpeed(byte* attributes, uint speed);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPseudoTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int GrantPseudoTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int UnlockPseudoTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    public static partial int NameOfPseudoTerminal(int descriptor, byte* name, nint length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int name, void* value, int length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, void* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(
        int descriptor, void* buffer, nint length, int flags, void* address, int addressLength);

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint ReceiveFrom(
        int descriptor, void* buffer, nint length, int flags, void* address, int* addressLength);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMessages(
        int descriptor, BatchedMessage* messages, uint count, int flags, TimeSpec* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMessages(int descriptor, BatchedMessage* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint InterfaceIndexOf(string name);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int ClockGetTime(int clock, TimeSpec* time);

    [LibraryImport("libc", EntryPoint = "getrandom", SetLastError = true)]
    public static partial nint GetRandom(void* buffer, nint length, uint flags);

    /// <summary><c>struct pollfd</c>.</summary>
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary><c>struct timespec</c>.</summary>
    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary><c>struct iovec</c>.</summary>
    public struct IoVector
    {
        public byte* Octets;
        public nuint Length;
    }

    /// <summary><c>struct msghdr</c>.</summary>
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary><c>struct mmsghdr</c>.</summary>
    public struct BatchedMessage
    {
        public MessageHeader Header;
        public uint Length;
    }

    /// <summary><c>struct cmsghdr</c>, with a number behind it.</summary>
    public struct ControlMessage
    {
        /// <summary>Its length with a number of 16 bits: <c>CMSG_LEN(sizeof(uint16_t))</c>.</summary>
        public const int LengthOfShort = 18;

        public nuint Length;
        public int Level;
        public int Type;
        public int Value;
    }

    /// <summary><c>struct sockaddr_in</c>; port and address in network order.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    public struct SocketAddressInet
    {
        public ushort Family;
        public fixed byte Port[2];
        public fixed byte Address[4];
    }

    /// <summary><c>struct sockaddr_in6</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 28)]
    public struct SocketAddressInet6
    {
        public ushort Family;
        public ushort Port;
        public uint FlowInformation;
        public fixed byte Address[16];
        public uint Scope;
    }

    /// <summary><c>struct ipv6_mreq</c>.</summary>
    public struct GroupRequest
    {
        public fixed byte Address[16];
        public int InterfaceIndex;
    }

    /// <summary><c>struct sockaddr_ll</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 20)]
    public struct SocketAddressPacket
    {
        public ushort Family;
        public ushort ProtocolNetworkOrder;
        public int InterfaceIndex;
    }

    /// <summary><c>struct packet_mreq</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    public struct PacketMembership
    {
        public int InterfaceIndex;
        public ushort Type;
    }

    /// <summary><c>struct sockaddr_un</c>; the path ends with a zero.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 110)]
    public struct SocketAddressUnix
    {
        public ushort Family;
        public fixed byte Path[108];
    }

    /// <summary><c>struct sockaddr_nl</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 12)]
    public struct SocketAddressNetlink
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }

    /// <summary><c>struct sock_filter</c>: one instruction of the classic packet filter.</summary>
    public struct FilterInstruction
    {
        public ushort Code;
        public byte JumpTrue;
        public byte JumpFalse;
        public uint Operand;
    }

    /// <summary><c>struct sock_fprog</c>.</summary>
    public struct FilterProgram
    {
        public ushort Length;
        public FilterInstruction* Instructions;
    }
}

namespace McoaRouter.Settings;

/// <summary>A mobility security association with a home agent (RFC 4285 §5.1): what both ends agreed on.</summary>
public sealed class SecuritySettings
{
    /// <summary>The mobility SPI, 256..4294967295.</summary>
    public uint Spi;

    /// <summary>The shared key, 16..64 octets. It enters no message, event or error.</summary>
    public byte[] Key;

    /// <summary>The octets of the router's network access identifier (RFC 4283 §3), 1..253.</summary>
    public byte[] Identifier;
}

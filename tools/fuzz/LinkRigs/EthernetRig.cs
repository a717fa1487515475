using McoaRouter.Links;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>A link over an Ethernet.</summary>
internal abstract class EthernetRig : LinkRig
{
    /// <summary>Its Ethernet.</summary>
    public FuzzEthernet Device { get; } = new();

    /// <summary>The link.</summary>
    public abstract ILink Link { get; }
}

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>Who has addresses on a link, for its neighbours to find.</summary>
internal interface IAddressOwner
{
    /// <summary>Whether an address is one of its own that may be used.</summary>
    bool Owns(byte[] buffer, int offset);

    /// <summary>Whether a neighbour can have an address.</summary>
    bool IsOnLink(byte[] buffer, int offset);
}

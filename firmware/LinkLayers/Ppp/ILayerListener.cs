namespace McoaRouter.LinkLayers.Ppp;

/// <summary>
/// Who hears what becomes of a control protocol: the actions of RFC 1661 §4.4 that concern other layers.
/// </summary>
internal interface ILayerListener
{
    /// <summary>Both sides have agreed.</summary>
    void LayerUp(ControlProtocol layer, long now);

    /// <summary>The agreement is over.</summary>
    void LayerDown(ControlProtocol layer, long now);

    /// <summary>There will be no agreement, unless the peer begins anew.</summary>
    void LayerFinished(ControlProtocol layer, long now);
}

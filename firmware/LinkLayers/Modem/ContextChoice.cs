using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// Which kind of context is asked for: those that the transport can use, one after another where modem or network refuse
/// one, and the one that worked from then on.
/// </summary>
internal sealed class ContextChoice
{
    private readonly AtCommand[] _order;
    private int _index;
    private int _refused;

    /// <summary>Makes the choice for a transport.</summary>
    internal ContextChoice(Transport transport)
    {
        switch (transport)
        {
            case Transport.Ipv6:
                _order = new AtCommand[] { AtCommand.Ipv6Context, AtCommand.DualContext };
                break;
            case Transport.Udp:
                _order = new AtCommand[] { AtCommand.Ipv4Context, AtCommand.DualContext };
                break;
            default:
                _order = new AtCommand[] { AtCommand.DualContext, AtCommand.Ipv6Context, AtCommand.Ipv4Context };
                break;
        }
    }

    /// <summary>The command that states the context.</summary>
    internal AtCommand Command
    {
        get { return _order[_index]; }
    }

    /// <summary>The command that states its name and secret.</summary>
    internal AtCommand Authentication
    {
        get { return (AtCommand)((int)Command + (int)AtCommand.DualAuthentication - (int)AtCommand.DualContext); }
    }

    /// <summary>This kind was refused: the next is tried.</summary>
    /// <returns>False where all were refused, one after another.</returns>
    internal bool Refuse()
    {
        _index = (_index + 1) % _order.Length;
        _refused++;
        if (_refused < _order.Length)
        {
            return true;
        }

        _refused = 0;
        return false;
    }

    /// <summary>This kind works.</summary>
    internal void Keep()
    {
        _refused = 0;
    }
}

using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The Binding Identifier options of one Binding Update as they stand there, in the profile that it is read in. The object
/// is reused.
/// </summary>
internal sealed class IdentifierOptions
{
    private byte[] _buffer;
    private MobilityOptions _options;

    /// <summary>The profile that they are read in.</summary>
    internal WireProfile Profile
    {
        get { return _options.Profile; }
    }

    /// <summary>How many options there are.</summary>
    internal int Count
    {
        get { return _options.BindingIdentifierCount; }
    }

    /// <summary>Takes the options of an update that was read.</summary>
    internal void Take(byte[] buffer, MobilityOptions options)
    {
        _buffer = buffer;
        _options = options;
    }

    /// <summary>Where the option with this index starts.</summary>
    internal int At(int index)
    {
        return _options.BindingIdentifierAt(index);
    }

    /// <summary>Octets of data of an option, which may be too few for its fields.</summary>
    internal int DataLength(int index)
    {
        return MobilityOption.DataLength(_buffer, At(index));
    }

    /// <summary>The Binding Identifier of an option that is not too short.</summary>
    internal int Bid(int index)
    {
        return BindingIdentifierOption.Bid(_buffer, At(index));
    }

    /// <summary>The priority of an option that is not too short.</summary>
    internal int Priority(int index)
    {
        return Profile.Priority(_buffer, At(index));
    }

    /// <summary>Whether an option that is not too short is for the home link (RFC 5648 §5.6.3).</summary>
    internal bool IsHome(int index)
    {
        return Profile.IsHomeBinding(_buffer, At(index));
    }

    /// <summary>Whether any option names its care-of address.</summary>
    internal bool HasCareOfAddress()
    {
        for (int i = 0; i < Count; i++)
        {
            if (BindingIdentifierOption.IsLongEnough(_buffer, At(i))
                && Profile.NamesCareOfAddress(_buffer, At(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any option is for the home link.</summary>
    internal bool HasHome()
    {
        for (int i = 0; i < Count; i++)
        {
            if (BindingIdentifierOption.IsLongEnough(_buffer, At(i)) && IsHome(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any option has the whole update refused (<see cref="WireProfile.SpoilsUpdate"/>).</summary>
    internal bool SpoilUpdate()
    {
        for (int i = 0; i < Count; i++)
        {
            if (Profile.SpoilsUpdate(_buffer, At(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether another option has the same Binding Identifier, or is for the home link too, of which there is only one
    /// (RFC 5648 §5.6.3).
    /// </summary>
    internal bool HasTwin(int index)
    {
        for (int i = 0; i < Count; i++)
        {
            if (i != index
                && BindingIdentifierOption.IsLongEnough(_buffer, At(i))
                && (Bid(i) == Bid(index) || (IsHome(i) && IsHome(index))))
            {
                return true;
            }
        }

        return false;
    }
}

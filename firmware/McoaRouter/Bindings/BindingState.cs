namespace McoaRouter.Bindings;

/// <summary>States of one binding in the Binding Update List.</summary>
public enum BindingState
{
    /// <summary>
    /// The home agent has no binding for the uplink, and none is asked for: the uplink has no care-of address, or
    /// another one is registered in its stead, or the router is at home.
    /// </summary>
    Absent = 0,

    /// <summary>The uplink has a care-of address; the home agent has not acknowledged it yet.</summary>
    Registering,

    /// <summary>The home agent acknowledged the care-of address, and its lifetime lasts.</summary>
    Registered,

    /// <summary>The uplink is lost; the home agent may still hold its binding.</summary>
    Removing,

    /// <summary>The home agent refused the binding; it is asked again later.</summary>
    Refused,
}
